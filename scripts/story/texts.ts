/** What the people of the story write (product.md, walkthroughs a and b, shortened). */
export const misleadingOffer =
	'Drive away this 2023 Kestrel GT for just £239 a month! 🚗💨 Lowest rates in Leeds, guaranteed finance, no credit checks. ' +
	'Hundreds in stock – pop in this weekend or DM me 👉 https://harwellstone.example/kestrel';

export const fairOffer =
	'2023 Kestrel GT, in stock at Harwell & Stone Leeds 🚗 Finance available, subject to status, 18+. ' +
	'Harwell & Stone Motors Ltd is a credit broker, not a lender. https://harwellstone.example/kestrel';

export const customerReply =
	'Hi Moira, yes, on cars up to ten years old. If you would like to spread the cost of a newer one, finance is available, ' +
	'subject to status. Harwell & Stone Motors Ltd is a credit broker, not a lender. Priya';

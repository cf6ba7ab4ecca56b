/** Texts every composer must publish unchanged. */
export const TEXTS = {
	plain: 'The Kestrel is back in Leeds',
	'empty lines': 'First line\n\n\nFourth line',
	emoji: 'Drive away 🚗💨 today 👩‍👩‍👧 and 🇬🇧',
	rtl: 'مرحبا بكم في ليدز 2026',
	'combining marks': 'Cafe\u0301 at nin\u0303o, half 5\u0338',
	links: 'See https://harwellstone.example/kestrel #Kestrel $HARW',
	'over 280': `${'A long sentence about winter tyres. '.repeat(8)}End.`,
} as const;

import {expect, test} from 'vitest';
import {factNames} from '../format.ts';
import {fold} from '../normalise.ts';
import {factsOf} from './all.ts';
import {solveApr} from './apr.ts';
import {readExample} from './example.ts';
import {missingParts, mistakes} from './example-sums.ts';
import {isCardNumber} from './identifiers.ts';
import {wordValue} from './money.ts';

const company = {
	profile: 'uk-dealer' as const,
	legalName: 'Kestrel Cars Ltd',
	statusLine: '',
	address: '4 Mill Road, Leeds LS1 4AB',
	phones: ['0113 496 0000'],
	emails: [],
	domains: ['kestrel.example'],
	staff: ['Asha'],
	competitors: ['Brackenlow'],
	lenders: [],
};
const found = (original: string) =>
	factsOf({folded: fold(original), original, company}).map(({kind, start, end}) => [
		factNames[kind],
		fold(original).text.slice(start, end),
	]);

test.each([
	['£239 a month', 'monthly', '£239 a month'],
	['from £149.99pm!', 'monthly', '£149.99pm'],
	['only 259/month', 'monthly', '259/month'],
	['two hundred and fifty pounds a month', 'monthly', 'two hundred and fifty pounds a month'],
	['£45 p/w', 'weekly', '£45 p/w'],
	['a couple of hundred a month', 'monthly', 'a couple of hundred a month'],
	['two nine nine a month', 'monthly', 'two nine nine a month'],
	['a ton a month', 'monthly', 'a ton a month'],
	['two-thirty-five a month', 'monthly', 'two-thirty-five a month'],
	['£210ish a month', 'monthly', '£210ish a month'],
	['£149 p e r m o n t h', 'monthly', '£149 p e r m o n t h'],
	['36 goes at £219', 'instalments', '36 goes at £219'],
	['60 lots of £187.40', 'instalments', '60 lots of £187.40'],
	['5 and a half percent', 'percent', '5 and a half percent'],
	['six point four flat', 'percent', 'six point four'],
	['£50 every friday', 'weekly', '£50 every friday'],
	['seventy-two months to pay', 'term', 'seventy-two months'],
	['oh seven seven double oh, 900 118', 'spoken-phone', 'oh seven seven double oh, 900 118'],
	['zilch interest for two years', 'zero-rate', 'zilch interest'],
	['£18 a month', 'small-payment', '£18 a month'],
	['about 180 a month', 'bare-payment', '180 a month'],
	['0% over two years', 'zero-rate', '0%'],
	['£6.50 a day', 'daily', '£6.50 a day'],
	['48 x £200.90', 'instalments', '48 x £200.90'],
	['9.9% APR', 'apr', '9.9% apr'],
	['Representative 9.9% APR', 'representative-apr', '9.9% apr'],
	['at 9.9 apr', 'apr', '9.9 apr'],
	['0% finance', 'zero-rate', '0%'],
	['until 31 May 2027', 'date', '31 may 2027'],
	['we rang 07700 900456', 'phone', '07700 900456'],
	['0113 496 0000', 'own-phone', '0113 496 0000'],
	['O7700 9OO 118', 'phone', 'o7700 9oo 118'],
	['jo at mail dot com', 'email', 'jo at mail dot com'],
	['12 Station Street, Selby YO8 4AA', 'address', '12 station street, selby yo8 4aa'],
	['your AB12 CDE', 'plate', 'ab12 cde'],
	['your EK 19 VWX', 'plate', 'ek 19 vwx'],
	["It's the W X 2 3 - U Z P", 'plate', 'w x 2 3 - u z p'],
	['Asking £9,995 on Monday, today £8,995. £500 in your pocket', 'saving-wrong', '£500 in your pocket'],
	['4111 1111 1111 1111', 'card', '4111 1111 1111 1111'],
	['agreement number 88120045', 'account', 'agreement number 88120045'],
	['300 miles', 'miles', '300 miles'],
	['ask Asha', 'staff', 'asha'],
])('%s is a fact', (text, name, span) => {
	expect(found(text)).toContainEqual([name, span]);
});

test.each([
	['MOT on 9 Apr', 'apr'],
	['open till 6 pm', 'payment'],
	['we sell 30 a month', 'payment'],
	['48 monthly payments', 'payment'],
	['zero interest in the match', 'zero-rate'],
	['service@brackenlow.example', 'email'],
	['£99 and it is yours', 'daily'],
	['order 4111 1111 1111 1112', 'card'],
	['part 5Q0 615 301', 'plate'],
	['LIMIT CUT TO 30 MPH AT 20 MIN NOTICE', 'plate'],
	['200 cars a day', 'nonzero-sum'],
])('%s is not %s', (text, name) => {
	expect(found(text).map(([kind]) => kind)).not.toContain(name);
});

test('the fixture example is complete and adds up (APR 9.9006 %)', () => {
	const text =
		'representative example: cash price £18,495.00. deposit £4,045.00. total amount of credit £14,450.00. 48 monthly payments of £239.05. optional final payment £7,250.00. total amount payable £22,769.40. duration 49 months. rate of interest 9.48% fixed. 9.9% apr representative.';
	const example = readExample(text)!;
	expect(missingParts(example)).toEqual([]);
	expect(mistakes(example)).toEqual([]);
	const flows = Array.from({length: 48}, (_, i) => ({amount: 239.05, years: (i + 1) / 12}));
	expect(solveApr(14_450, [...flows, {amount: 7250, years: 49 / 12}])).toBeCloseTo(9.9006, 3);
});

// Ten dealers, ten ways to set out the same agreement.
test.each([
	'rep. example – on the road cash price £9,995.00, customer deposit £1,995.00, total amount of credit £8,000.00, repayable by 48 equal monthly instalments of £200.90, total payable £11,638.20 over 48 months, fixed rate of interest 9.9% p.a., representative 9.9% apr',
	'example (representative): borrowing £8,000 over 48 months with a representative apr of 9.9%, a fixed annual rate of interest of 9.9% and a deposit of £1,995, the amount payable would be £200.90 per month, with a total cost of £11,638.20. cash price £9,995.',
	'rep example: cash price £9,995, min. deposit £1,995, borrowing £8,000 over 4 years, 48 payments at £200.90, total £11,638.20, 9.9% fixed, 9.9% apr representative',
	'representative example: cash price £5,000, no deposit, amount of credit £5,000, sixty monthly payments of £116.26, duration 60 months, total payable £6,975.60, interest 14.9% fixed, 14.9% apr representative.',
	'representative 9.9% apr. representative example: cash price £9,995, deposit £1,995, total amount of credit £8,000, 48 monthly payments of £200.90, total amount payable £11,638.20, duration 48 months, rate of interest 9.9% fixed.',
	'representative example: cash price £18,495.00. deposit £4,045.00. total amount of credit £14,450.00. 48 monthly payments of £239.05. optional final payment (month 49): £7,250.00. total amount payable £22,769.40. duration 49 months. rate of interest 9.48% fixed. 9.9% apr representative.',
	'representative example: 47 payments of £200.90 and a final payment of £200.90. cash price £9,995, deposit £1,995, total amount of credit £8,000, total amount payable £11,638.20, duration 48 months, rate of interest 9.9% fixed, 9.9% apr representative.',
])('complete and right: %s', text => {
	const example = readExample(text)!;
	expect([...missingParts(example), ...mistakes(example)]).toEqual([]);
});

test('a wrong total is recomputed', () => {
	const example = readExample(
		'representative example: cash price £9,995, deposit £1,995, total amount of credit £8,000, 48 monthly payments of £200.90, total amount payable £11,648.20, duration 48 months, 9.9% fixed, 9.9% apr representative',
	)!;
	expect(mistakes(example)).toEqual(['total amount payable should be £11,638.20']);
});

test('payments that do not repay the credit have no rate', () => {
	expect(solveApr(1000, [{amount: 900, years: 1}])).toBeUndefined();
});

test.each([
	['4111111111111111', true],
	['4111111111111112', false],
	['0000000000000000', false],
	['1234567890123', false],
])('%s is a card number: %s', (digits, expected) => {
	expect(isCardNumber(digits)).toBe(expected);
});

test.each([
	['two hundred and fifty', 250],
	['a hundred and eighty', 180],
	['three thousand', 3000],
	['thirty-six', 36],
	['two thirty-five', 235],
])('%s is %i', (words, value) => {
	expect(wordValue(words)).toBe(value);
});

import {type Flow, solveApr} from './apr.ts';

/** The parts of a representative example (CONC 3.5.5R), as far as the text names them. Sums in pounds. */
export interface Example {
	cash?: number;
	deposit?: number;
	contribution?: number;
	credit?: number;
	payments: {count: number; amount: number; weekly: boolean}[];
	final?: number;
	fee: number;
	total?: number;
	months?: number;
	rate?: number;
	apr?: number;
	representative: boolean;
	/** Money lent for no particular goods: there is no cash price to show. */
	loan: boolean;
}

/** Names of the parts CONC 3.5.5R asks for that the example lacks. */
export function missingParts(e: Example): string[] {
	const missing: string[] = [];
	if (e.rate === undefined && e.apr !== 0) missing.push('rate of interest, fixed or variable');
	if (e.credit === undefined) missing.push('total amount of credit');
	if (e.apr === undefined || !e.representative) missing.push('representative APR');
	if (e.cash === undefined && !e.loan) missing.push('cash price');
	if (e.deposit === undefined && e.cash !== undefined && e.cash !== e.credit) missing.push('deposit');
	if (e.months === undefined) missing.push('duration');
	if (e.total === undefined) missing.push('total amount payable');
	if (e.payments.length === 0) missing.push('amount of each repayment');
	return missing;
}

/** What does not add up, in words with the recomputed figure. Sums within £1, the APR within half a point. */
export function mistakes(e: Example): string[] {
	return [creditMistake(e), totalMistake(e), countMistake(e), aprMistake(e)].filter(
		text => text !== undefined,
	);
}

const off = (a: number, b: number) => Math.abs(a - b) > 1;
const pounds = (value: number) => `£${value.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')}`;

function creditMistake({cash, deposit = 0, contribution = 0, credit}: Example): string | undefined {
	if (cash === undefined || credit === undefined) return;
	const right = cash - deposit - contribution;
	if (off(credit, right) && off(credit, cash - deposit)) return `amount of credit should be ${pounds(right)}`;
}

/** What all payments come to, in pounds. */
export const paid = (e: Example) => e.payments.reduce((all, part) => all + part.count * part.amount, 0);

function totalMistake(e: Example): string | undefined {
	if (e.total === undefined || e.payments.length === 0) return;
	const {deposit = 0, contribution = 0, final = 0, fee, total} = e;
	const repayable = paid(e) + final;
	const own = [0, deposit, contribution, deposit + contribution];
	const fits = own.some(first => !off(total, repayable + first) || !off(total, repayable + first + fee));
	if (!fits) return `total amount payable should be ${pounds(repayable + fee + deposit + contribution)}`;
}

function countMistake(e: Example): string | undefined {
	const count = e.payments.reduce((all, part) => all + part.count, 0);
	if (e.months === undefined || count === 0 || e.payments.some(part => part.weekly)) return;
	if (Math.abs(e.months - count) > 1) return `${count} payments do not fit ${Math.round(e.months)} months`;
}

function aprMistake(e: Example): string | undefined {
	if (e.apr === undefined) return;
	const solved = aprInstead(e);
	if (solved !== undefined) return `these payments give ${solved.toFixed(1)}% APR`;
	if (e.rate !== undefined && e.rate > e.apr + 0.05 && e.apr > 0)
		return 'the APR cannot be below the rate of interest';
}

/** The APR that the payments give, in percent, where it is more than half a point off the one that the text names. */
export function aprInstead(e: Example): number | undefined {
	const flows = flowsOf(e);
	if (e.apr === undefined || e.credit === undefined || flows.length === 0) return;
	const solved = solveApr(e.credit, flows);
	return solved !== undefined && Math.abs(solved - e.apr) > 0.5 ? solved : undefined;
}

function flowsOf(e: Example): Flow[] {
	const flows: Flow[] = [];
	let n = 0;
	let last = 0;
	for (const {amount, count, weekly} of e.payments) {
		const times = Math.min(count, 600);
		const every = weekly ? 1 / 52 : 1 / 12;
		if (times === 0) continue;
		flows.push({amount, years: (n + 1) * every, times, every});
		n += times;
		last = n * every;
	}
	if (n === 0) return flows;
	if (e.final && e.months && e.months > n) last = e.months / 12;
	if (e.final) flows.push({amount: e.final, years: last});
	if (e.fee) flows.push({amount: e.fee, years: last});
	return flows;
}

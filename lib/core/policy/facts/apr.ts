/** One payment, or several equal ones: a sum and the time it is first due, in years after the credit is drawn. */
export interface Flow {
	amount: number;
	years: number;
	/** Once, if not given. */
	times?: number;
	/** Years from one to the next. */
	every?: number;
}

/**
 * Annual percentage rate by the statutory formula (CONC App 1.2.6R): the rate at which the payments' present value
 * equals the credit. Percent, or `undefined` if the payments don't even repay the credit.
 */
export function solveApr(credit: number, payments: readonly Flow[]): number | undefined {
	const repaid = payments.reduce((sum, {amount, times = 1}) => sum + amount * times, 0);
	if (credit <= 0 || repaid < credit - 0.005) return undefined;
	let low = 0;
	let high = 100;
	for (let i = 0; i < 80; i++) {
		const middle = (low + high) / 2;
		if (presentValue(payments, middle) > credit) low = middle;
		else high = middle;
	}
	return high * 100;
}

function presentValue(payments: readonly Flow[], rate: number): number {
	const log = Math.log1p(rate);
	return payments.reduce(
		(sum, {amount, years, times = 1, every = 0}) =>
			sum + amount * Math.exp(-log * years) * series(log * every, times),
		0,
	);
}

/** 1 + q + q² … to as many terms, where q is `exp(-step)`; also for steps so small that q rounds to 1. */
function series(step: number, terms: number): number {
	return step > 0 && terms > 1 ? Math.expm1(-step * terms) / Math.expm1(-step) : terms;
}

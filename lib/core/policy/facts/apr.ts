/** One payment: sum and the time it is due, in years after the credit is drawn. */
export interface Flow {
	amount: number;
	years: number;
}

/**
 * Annual percentage rate by the statutory formula (CONC App 1.2.6R): the rate at which the payments' present value
 * equals the credit. Percent, or `undefined` if the payments don't even repay the credit.
 */
export function solveApr(credit: number, payments: readonly Flow[]): number | undefined {
	const repaid = payments.reduce((sum, flow) => sum + flow.amount, 0);
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

const presentValue = (payments: readonly Flow[], rate: number) =>
	payments.reduce((sum, flow) => sum + flow.amount / (1 + rate) ** flow.years, 0);

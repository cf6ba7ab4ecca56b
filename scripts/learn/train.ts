/**
 * Logistic regression, one model a rule, all at once: stochastic steps of adaptive size (AdaGrad), ridge penalty. Small
 * weights are then taken out, and the others learn on without them. The same texts give the same weights to the bit: the order
 * is drawn from a seeded generator.
 */

/** One sentence: its features, the rules it breaks, and those of which nothing is known. */
export interface Sample {
	features: Int32Array;
	broken: readonly number[];
	open: readonly number[];
}

export interface Model {
	/** Feature × rules + rule → weight. */
	weights: Float32Array;
	bias: Float32Array;
}

// Chosen on the sets before the sixth and on the sixth's even half (docs/measurements.md).
const rounds = 6;
const roundsWithoutSmall = 3;
const step = 0.3;
const ridge = 1;
/** A weight that adds less to a score where it stands is taken out. */
const least = 0.2;
/** A breach counts as much as two innocent sentences: there are fewer. */
const breach = 2;

/** `strengths`: feature → how strong it is where it stands. */
export function train(samples: readonly Sample[], strengths: readonly number[], rules: number): Model {
	const state = stateFor(samples, strengths, rules);
	const order = samples.map((_, i) => i);
	const random = generator(42);
	const learn = (times: number) => {
		for (let round = 0; round < times; round++) {
			shuffle(order, random);
			for (const at of order) learnFrom(state, samples[at]!);
		}
	};
	learn(rounds);
	takeOutSmall(state);
	learn(roundsWithoutSmall);
	return state;
}

function takeOutSmall({weights, out, strengths, rules}: State): void {
	for (let at = 0; at < weights.length; at++) {
		if (Math.abs(weights[at]!) * strengths[Math.floor(at / rules)]! >= least) continue;
		weights[at] = 0;
		out[at] = 1;
	}
}

interface State extends Model {
	rules: number;
	strengths: readonly number[];
	/** 1 for each weight that stays nothing. */
	out: Uint8Array;
	squares: Float32Array;
	biasSquares: Float32Array;
	/** In how many samples a feature is: its share of the penalty is paid at each. */
	uses: Float32Array;
	error: Float32Array;
}

function stateFor(samples: readonly Sample[], strengths: readonly number[], rules: number): State {
	const features = strengths.length;
	const uses = new Float32Array(features);
	const breaches = new Float32Array(rules);
	for (const sample of samples) {
		for (const feature of sample.features) uses[feature]!++;
		for (const rule of sample.broken) breaches[rule]!++;
	}
	return {
		rules,
		strengths,
		out: new Uint8Array(features * rules),
		weights: new Float32Array(features * rules),
		squares: new Float32Array(features * rules),
		bias: breaches.map(count => Math.log(((count + 1) * breach) / samples.length)),
		biasSquares: new Float32Array(rules).fill(1),
		uses,
		error: new Float32Array(rules),
	};
}

function learnFrom(state: State, sample: Sample): void {
	const {rules, strengths, weights, out, squares, uses, error} = state;
	errorsOf(state, sample);
	for (let rule = 0; rule < rules; rule++) {
		state.biasSquares[rule]! += error[rule]! ** 2;
		state.bias[rule]! -= (0.1 * error[rule]!) / Math.sqrt(state.biasSquares[rule]!);
	}
	for (const feature of sample.features) {
		const strength = strengths[feature]!;
		const penalty = ridge / uses[feature]!;
		const end = (feature + 1) * rules;
		for (let at = feature * rules, rule = 0; at < end; at++, rule++) {
			const slope = error[rule]! * strength + penalty * weights[at]!;
			if (slope === 0 || out[at]) continue;
			squares[at]! += slope * slope;
			weights[at]! -= (step * slope) / (0.1 + Math.sqrt(squares[at]!));
		}
	}
}

// Too small to move anything: skipping them makes a round several times faster.
const negligible = 1e-4;

function errorsOf(state: State, {features, broken, open}: Sample): void {
	const {rules, strengths, weights, bias, error} = state;
	error.set(bias);
	for (const feature of features) {
		const strength = strengths[feature]!;
		for (let rule = 0, at = feature * rules; rule < rules; rule++, at++)
			error[rule]! += strength * weights[at]!;
	}
	for (let rule = 0; rule < rules; rule++) error[rule] = 1 / (1 + Math.exp(-error[rule]!));
	for (const rule of broken) error[rule] = (error[rule]! - 1) * breach;
	for (const rule of open) error[rule] = 0;
	for (let rule = 0; rule < rules; rule++) if (Math.abs(error[rule]!) < negligible) error[rule] = 0;
}

/** Numerical Recipes' linear congruential generator: from 0 to 1, the same for the same seed. */
function generator(seed: number): () => number {
	let state = seed;
	return () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
}

function shuffle(order: number[], random: () => number): void {
	for (let i = order.length - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		[order[i], order[j]] = [order[j]!, order[i]!];
	}
}

import type {Workflow} from './bundle.ts';

/** What must happen: `block` = needs a change, `review` = needs a second person, `advise` = a tip. */
export type Severity = 'block' | 'review' | 'advise';

/** Said in words, never as a number; only `certain` may block (product.md, DA19). */
export type Confidence = 'certain' | 'likely' | 'possible';

/** A change the author can take with one tap: replace `[start, end)` of the draft by `text`. */
export interface Fix {
	/** The button: a verb that names the result, e.g. "Use this wording". */
	label: string;
	start: number;
	end: number;
	text: string;
}

/** One rule's hit. Offsets are UTF-16 code units of the draft as typed, half-open, on code-point boundaries. */
export interface Finding {
	/** `FIN-09`: the rule's id, unique within its pack. */
	rule: string;
	/** `uk-motor-finance@2026.11.1` */
	pack: string;
	severity: Severity;
	confidence: Confidence;
	start: number;
	end: number;
	/** What and why it matters to the customer, at most 20 words. */
	message: string;
	/** The reason in full: source paragraph and dates. */
	why: string;
	/** Wording to use instead, where the rule has one. */
	say?: string | undefined;
	fixes: readonly Fix[];
	/** Not a fault: the rule only says that this kind of draft needs a second person. */
	route?: true | undefined;
}

/** What the findings mean for a draft: it may go, it needs a second person, it needs a change first. */
export type Verdict = 'pass' | 'hold' | 'block';

/** The strictest finding decides. Blocking takes certainty; a likely problem goes to a person. */
export function verdictOf(findings: readonly Pick<Finding, 'severity' | 'confidence'>[]): Verdict {
	if (findings.some(f => f.severity === 'block' && f.confidence === 'certain')) return 'block';
	if (findings.some(f => f.severity !== 'advise')) return 'hold';
	return 'pass';
}

/** The same under a company's workflow: where everything needs a second person, nothing passes. */
export function verdictUnder(
	{secondPerson}: Pick<Workflow, 'secondPerson'>,
	findings: readonly Pick<Finding, 'severity' | 'confidence'>[],
): Verdict {
	const verdict = verdictOf(findings);
	return verdict === 'pass' && secondPerson === 'always' ? 'hold' : verdict;
}

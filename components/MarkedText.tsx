import type {Finding} from '#lib/core/policy/finding.ts';
import {type Piece, piecesOf} from './pieces.ts';
import type {Revealed} from './revealed.ts';
import {severityNames} from './words.ts';

interface Props {
	text: string;
	findings: readonly Finding[];
	/** Where the text begins in the draft's, of which it may be one part. */
	from?: number;
}

/** The text with its findings underlined and numbered, and with characters shown that nobody would see. */
export function MarkedText({text, findings, from = 0}: Props) {
	return (
		<p className="text" dir="auto">
			{piecesOf(text, findings).map(piece => (
				<Marked key={piece.start} piece={piece} findings={findings} from={from} />
			))}
		</p>
	);
}

function Marked({piece, findings, from}: {piece: Piece; findings: readonly Finding[]; from: number}) {
	const shown = piece.revealed ? (
		<RevealedCharacter what={piece.revealed} text={piece.text} at={from + piece.start} />
	) : (
		<span data-at={from + piece.start}>{piece.text}</span>
	);
	const strongest = piece.findings.map(n => findings[n]!).sort((a, b) => rank(a) - rank(b))[0];
	if (!strongest) return shown;
	const begins = piece.findings.filter(n => findings[n]!.start === piece.start);
	return (
		<mark className={`mark ${strongest.severity}`} title={strongest.message}>
			{shown}
			{begins.map(n => (
				<sup key={n} className="mark-number">
					{n + 1}
					<span className="only-read"> {severityNames[findings[n]!.severity]}</span>
				</sup>
			))}
		</mark>
	);
}

/** Direction controls are replaced, not only labelled: else they would turn the screen's own text around. */
function RevealedCharacter({what, text, at}: {what: Revealed; text: string; at: number}) {
	return (
		<span className={`revealed ${what.kind}`} title={what.label} data-at={at} data-length={text.length}>
			{what.kind === 'look-alike' ? text : '◌'}
			<span className="only-read"> ({what.label}) </span>
		</span>
	);
}

const ranks = {block: 0, review: 1, advise: 2} as const;
const rank = ({severity}: Finding) => ranks[severity];

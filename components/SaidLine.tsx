import type {Said} from './said.ts';

/** Stays in the page while it says nothing: a region that comes with its words is not read out. */
export function SaidLine({said: {words, tone}}: {said: Said}) {
	return (
		<p className={`said ${tone}`} role="status">
			{words}
		</p>
	);
}

import {EnrolForm} from './EnrolForm.tsx';
import {useDeskState} from './use-desk.ts';

/** The first thing after installation. */
export function Welcome() {
	const {value: state, again} = useDeskState();
	return (
		<main className="page welcome">
			<h1>Countersign</h1>
			<p>Countersign checks what you write on company accounts on X and Facebook, while you write it.</p>
			<p>What needs a second person waits until that person has approved it; then you press Post yourself.</p>
			<p>Everything that goes out is kept in your company’s archive; your own accounts are left alone.</p>
			{state?.enrolled && (
				<p className="said" role="status">
					✓ This browser belongs to {state.organisation}. You can close this page.
				</p>
			)}
			{state && !state.enrolled && <EnrolForm fixedHub={state.hubUrl} done={again} />}
		</main>
	);
}

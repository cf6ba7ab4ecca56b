import {Problem} from '#components/Problem.tsx';
import {ask} from '../ask.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {useDoing} from '../use-doing.ts';

/** Packs that come with the product: installed as a beginning, then changed like any rule. */
export function Starter() {
	const {value: packs, problem, again} = useAnswer('starterPacks');
	const doing = useDoing();
	const install = (pack: string) => doing.run(() => ask('installStarter', undefined, {pack})).then(again);
	return (
		<>
			<h1>Starter packs</h1>
			<p>
				Nothing is in force before you <Link to="/releases">release</Link> it, and a second person looks at it
				first.
			</p>
			<Problem>{problem || doing.problem}</Problem>
			<ul className="tiles">
				{packs?.map(({id, title, version, rules, installed, fits}) => (
					<li key={id} className="stack">
						<h2>{title}</h2>
						<p className="quiet">
							{rules} rules · {version}
							{fits ? '' : ' · for another kind of firm'}
						</p>
						{installed ? (
							<p>✓ Installed</p>
						) : (
							<button
								type="button"
								disabled={doing.busy}
								aria-label={`Install ${title}`}
								onClick={() => void install(id)}
							>
								Install
							</button>
						)}
					</li>
				))}
			</ul>
		</>
	);
}

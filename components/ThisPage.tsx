import {pageWords, partsOf} from './page-parts.ts';
import {usePage} from './use-desk.ts';

/** What Countersign sees of the page under the popup, part by part. Says nothing on pages that are not the company's. */
export function ThisPage() {
	const {value: page} = usePage();
	if (!page) return null;
	const {isSeen, words} = pageWords(page);
	return (
		<details className="this-page" open={!isSeen}>
			<summary className={isSeen ? '' : 'bad'}>
				{isSeen ? '✓' : '!'} {words}
			</summary>
			{page.reached && (
				<ul>
					{partsOf(page).map(({name, holds}) => (
						<li key={name} className={holds === false ? 'bad' : 'quiet'}>
							{holds === null ? '–' : holds ? '✓' : '!'} {name}: {said(holds)}
						</li>
					))}
				</ul>
			)}
		</details>
	);
}

function said(holds: boolean | null): string {
	if (holds === null) return 'nothing there yet';
	return holds ? 'seen' : 'not seen';
}

import {useEffect} from 'react';
import {cx} from './boot.ts';
import {ComposeModal} from './routes/compose.tsx';
import {Home} from './routes/home.tsx';
import {Profile} from './routes/profile.tsx';
import {Status} from './routes/status.tsx';
import {useStore} from './store.ts';
import {Shell} from './ui/shell.tsx';
import {Toasts} from './ui/toasts.tsx';

type Page = (match: string[]) => React.ReactNode;

/** Which page an address shows. A new page is one line. */
const PAGES: readonly [RegExp, Page][] = [
	[/^\/\w+\/status\/(\d+)/, ([, id]) => <Status id={id!} />],
	[/^\/(?:home|explore|notifications|messages|compose\/.*)?$/, () => <Home />],
	[/^\/(\w+)$/, ([, handle]) => <Profile handle={handle!} />],
];

let behind = '/home';

/** What a dialog lies over: the last page that was no dialog. */
function useBehind(path: string): string {
	const isDialog = path.startsWith('/compose/post');
	if (!isDialog) behind = path;
	return behind;
}

export function App(_: {store: unknown}) {
	const path = useStore(state => state.path);
	const below = useBehind(path);
	const [pathname = '/', search = ''] = path.split('?');
	useEffect(() => window.scrollTo(0, 0), []);
	return (
		<div className={cx('app')}>
			<Shell>{pageAt(below.split('?')[0]!)}</Shell>
			{pathname.startsWith('/compose/post') && (
				<ComposeModal key={search} query={new URLSearchParams(search)} back={below} />
			)}
			<Toasts />
		</div>
	);
}

function pageAt(pathname: string): React.ReactNode {
	for (const [pattern, page] of PAGES) {
		const match = pattern.exec(pathname);
		if (match) return page(match);
	}
	return <p className={cx('note')}>This page does not exist.</p>;
}

import {cx} from './boot.ts';
import {Chat} from './chat/chat.tsx';
import {DirectMessage} from './chat/direct-message.tsx';
import {ChatDrawer} from './chat/drawer.tsx';
import {ArticlePage} from './routes/article.tsx';
import {ComposeModal} from './routes/compose.tsx';
import {Home} from './routes/home.tsx';
import {Intent} from './routes/intent.tsx';
import {Inbox, Passcode} from './routes/messages.tsx';
import {PhotoModal} from './routes/photo.tsx';
import {Profile} from './routes/profile.tsx';
import {Status} from './routes/status.tsx';
import {UnsentPage} from './routes/unsent.tsx';
import {useStore} from './store.ts';
import {Shell} from './ui/shell.tsx';
import {Toasts} from './ui/toasts.tsx';

interface Route {
	match: string[];
	query: URLSearchParams;
	/** Where a dialog leads back to. */
	back: string;
}

type View = (route: Route) => React.ReactNode;

/** Which page an address shows. A new page is one line. */
const PAGES: readonly [RegExp, View][] = [
	[/^\/\w+\/status\/(\d+)/, ({match: [, id]}) => <Status id={id!} />],
	[/^\/i\/chat\/pin/, () => <Passcode />],
	[/^\/i\/chat\/(\d+)/, ({match: [, id]}) => <Chat key={id} conversation={id!} />],
	[/^\/(?:messages|i\/chat)$/, () => <Inbox />],
	[/^\/messages\/(\d+)/, ({match: [, id]}) => <DirectMessage key={id} conversation={id!} />],
	[/^\/compose\/articles/, () => <ArticlePage />],
	[/^\/(?:home|explore|notifications|compose\/.*|intent\/.*)?$/, () => <Home />],
	[/^\/(\w+)$/, ({match: [, handle]}) => <Profile handle={handle!} />],
];

/** What lies over a page. */
const DIALOGS: readonly [RegExp, View][] = [
	[
		/^\/compose\/post\/unsent\/(drafts|scheduled)/,
		({match: [, kind]}) => <UnsentPage kind={kind as 'drafts'} />,
	],
	[
		/^\/(?:compose\/post|intent\/post)/,
		({query, back}) => <ComposeModal key={query.toString()} query={query} back={back} />,
	],
	[
		/^\/intent\/(like|favorite|retweet)/,
		({match: [, action], query}) => <Intent action={action!} id={query.get('tweet_id') ?? ''} />,
	],
	[
		/^\/(\w+)\/status\/(\d+)\/photo\//,
		({match: [, handle, id]}) => <PhotoModal id={id!} back={`/${handle}/status/${id}`} />,
	],
];

let behind = '/home';

export function App(_: {store: unknown}) {
	const path = useStore(state => state.path);
	const [pathname = '/', search = ''] = path.split('?');
	const query = new URLSearchParams(search);
	const dialog = viewAt(DIALOGS, pathname, query);
	if (!dialog || pathname.includes('/photo/')) behind = path;
	return (
		<div className={cx('app')}>
			<Shell>
				{viewAt(PAGES, behind.split('?')[0]!, query) ?? (
					<p className={cx('note')}>This page does not exist.</p>
				)}
			</Shell>
			{dialog}
			<ChatDrawer />
			<Toasts />
		</div>
	);
}

function viewAt(views: readonly [RegExp, View][], pathname: string, query: URLSearchParams): React.ReactNode {
	for (const [pattern, view] of views) {
		const match = pattern.exec(pathname);
		if (match) return view({match, query, back: behind});
	}
	return null;
}

import {batch, Endless} from '../endless.tsx';
import {graphql} from './api/graphql.ts';
import {boot, cx, themeClass} from './boot.ts';
import {EditDialog} from './dialogs/edit-dialog.tsx';
import {PostDialog} from './dialogs/post-dialog.tsx';
import {ShareDialog} from './dialogs/share-dialog.tsx';
import {Article} from './feed/article.tsx';
import {Opener} from './feed/opener.tsx';
import {DockedChat} from './messenger/docked.tsx';
import {SURFACES} from './routes.tsx';
import {type Dialog, useStore} from './store.ts';
import {Shell} from './ui/shell.tsx';
import {Toasts} from './ui/toasts.tsx';

type Page = (match: string[]) => React.ReactNode;

/** Which page an address shows. A new page is one line. */
const PAGES: readonly [RegExp, Page][] = [
	...SURFACES,
	[/^\/groups\/(\d+)/, ([, id]) => <GroupPage id={id!} />],
	[/^\/(\d+)$/, ([, id]) => <Feed of={id!} />],
	[/^\/\d+\/posts\/(\d+)/, ([, id]) => <Permalink id={id!} />],
	[/.*/, () => <Feed />],
];

export function App() {
	const path = useStore(state => state.path);
	const dialog = useStore(state => state.dialog);
	return (
		<div className={`${themeClass} ${cx('app')}`}>
			<Shell>{pageAt(path.split('?')[0]!)}</Shell>
			{dialog && <OpenDialog dialog={dialog} />}
			<DockedChat />
			<Toasts />
		</div>
	);
}

function pageAt(pathname: string): React.ReactNode {
	const [pattern, page] = PAGES.find(([each]) => each.test(pathname))!;
	return page(pattern.exec(pathname)!);
}

function OpenDialog({dialog}: {dialog: Dialog}) {
	if (dialog.kind === 'post') return <PostDialog initial={dialog.draft} />;
	return dialog.kind === 'share' ? <ShareDialog story={dialog.story} /> : <EditDialog story={dialog.story} />;
}

function Feed({of}: {of?: string}) {
	const feed = useStore(state => state.feed);
	const stories = of ? feed.filter(story => story.author.id === of) : feed;
	return (
		<>
			<Opener />
			<Endless read={readOn}>
				{stories.map((story, index) => (
					<Article key={story.id} story={story} position={index + 1} />
				))}
			</Endless>
		</>
	);
}

const readOn = () => graphql('CometNewsFeedPaginationQuery', {count: batch, groupID: null});

/** A story's own page. */
function Permalink({id}: {id: string}) {
	const story = useStore(state => state.feed.find(each => each.id === id));
	return story ? <Article story={story} position={1} /> : null;
}

function GroupPage({id}: {id: string}) {
	const feed = useStore(state => state.feed);
	const group = boot.groups.find(each => each.id === id);
	return (
		<>
			<h1 className={cx('group-name')}>{group?.name}</h1>
			<Opener group={id} />
			<div role="feed" data-pagelet="GroupFeed">
				{feed.map((story, index) => (
					<Article key={story.id} story={story} position={index + 1} />
				))}
			</div>
		</>
	);
}

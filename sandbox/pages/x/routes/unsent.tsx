import {useEffect, useState} from 'react';
import {createPortal} from 'react-dom';
import {graphql} from '../api/graphql.ts';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate} from '../store.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';

interface Unsent {
	id: string;
	text: string;
	at?: number;
	media?: string[];
}

/** `/compose/post/unsent/drafts` and `/unsent/scheduled`. */
export function UnsentPage({kind}: {kind: 'drafts' | 'scheduled'}) {
	const [list, setList] = useState<Unsent[]>([]);
	const load = async (): Promise<void> => setList(await unsent(kind));
	// biome-ignore lint/correctness/useExhaustiveDependencies: loads once per kind
	useEffect(() => void load(), [kind]);
	return createPortal(
		<div className={cx('overlay')}>
			<div role="dialog" aria-modal="true" className={cx('modal')}>
				<div className={cx('modal-bar')}>
					<Press testid="app-bar-close" label={t('close')} onPress={() => navigate('/home')}>
						<Icon name="close" />
					</Press>
					<span className={cx('grow')}>{t(kind === 'drafts' ? 'drafts' : 'schedule')}</span>
				</div>
				{list.map(each => (
					<Row key={each.id} unsent={each} kind={kind} onChange={() => void load()} />
				))}
			</div>
		</div>,
		document.getElementById('layers')!,
	);
}

function Row({
	unsent: {id, text, at, media},
	kind,
	onChange,
}: {
	unsent: Unsent;
	kind: string;
	onChange: () => void;
}) {
	const [value, setValue] = useState(text);
	const remove = async (): Promise<void> => {
		if (kind === 'drafts') await graphql('DeleteDraftTweet', {draft_tweet_id: id});
		else await graphql('DeleteScheduledTweet', {scheduled_tweet_id: id});
		onChange();
	};
	const save = async (): Promise<void> => {
		const request = {
			status: value,
			media_ids: media ?? [],
			auto_populate_reply_metadata: false,
			exclude_reply_user_ids: [],
		};
		await graphql('EditScheduledTweet', {
			scheduled_tweet_id: id,
			post_tweet_request: request,
			execute_at: Math.floor((at ?? 0) / 1000),
		});
		onChange();
	};
	return (
		<div className={cx('card')} data-testid={tid('unsentTweet')}>
			{kind === 'scheduled' ? (
				<textarea
					className={cx('chat-input')}
					value={value}
					aria-label={t('postText')}
					onChange={event => setValue(event.target.value)}
				/>
			) : (
				<button
					type="button"
					className={cx('quiet', 'grow')}
					onClick={() => navigate(`/compose/post?text=${encodeURIComponent(text)}`)}
				>
					{text}
				</button>
			)}
			{kind === 'scheduled' && (
				<Press className={cx('send')} onPress={() => void save()}>
					{t('update')}
				</Press>
			)}
			<Press className={cx('quiet')} onPress={() => void remove()}>
				{t('delete')}
			</Press>
		</div>
	);
}

async function unsent(kind: 'drafts' | 'scheduled'): Promise<Unsent[]> {
	const data = await graphql(kind === 'drafts' ? 'FetchDraftTweets' : 'FetchScheduledTweets', {});
	const viewer = data.viewer as {draft_list?: Unsent[]; scheduled_tweet_list?: Unsent[]};
	return viewer.draft_list ?? viewer.scheduled_tweet_list ?? [];
}

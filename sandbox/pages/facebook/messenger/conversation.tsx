import {useRef, useState} from 'react';
import {boot, cx, now} from '../boot.ts';
import {EditorBox, type EditorHandle} from '../editor/box.tsx';
import {t} from '../i18n.ts';
import {useStore} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {sendMessage} from './bridge.ts';

interface Props {
	thread: string;
	sealed: boolean;
	initialText?: string;
}

interface Row {
	at: number;
	text: string;
}

/** A thread: Enter or the button sends by socket; new rows appear in the log at once (F6, F7). */
export function Conversation({thread, sealed, initialText = ''}: Props) {
	const actor = useStore(state => state.actor);
	const editor = useRef<EditorHandle | null>(null);
	const [text, setText] = useState(initialText);
	const [rows, setRows] = useState<Row[]>([]);
	const person = boot.people.find(({id}) => id === thread);
	const deliver = (value: string, sendType: 1 | 2): void => {
		setRows(before => [...before, {at: now(), text: value}]);
		sendMessage(thread, value, sealed, sendType);
	};
	const send = (): void => {
		const value = editor.current?.text() ?? '';
		if (value.trim() === '') return;
		editor.current?.clear();
		deliver(value, 1);
	};
	return (
		<div className={cx('chat')}>
			<header className={cx('chat-head')}>
				{person && <Avatar actor={person} size={32} />} <strong>{person?.name ?? thread}</strong>
			</header>
			<div role="log" className={cx('log')}>
				<div data-scope="date_break" className={cx('dim', 'small')}>
					{new Date(now()).toLocaleDateString()}
				</div>
				{rows.map(row => (
					<div
						key={row.at}
						data-scope="messages_table"
						aria-label={`${new Date(row.at).toLocaleString()}, ${actor.name}: ${row.text}`}
						className={cx('message')}
					>
						<div dir="auto">{row.text}</div>
					</div>
				))}
			</div>
			<div className={cx('chat-bar')}>
				<div className={cx('comment-box')}>
					<EditorBox
						handle={editor}
						label={t('message')}
						placeholder="Aa"
						initialText={initialText}
						onText={setText}
						onKey={event =>
							event.key === 'Enter' && !event.shiftKey && !event.isComposing ? 'send' : 'default'
						}
						onSend={send}
					/>
				</div>
				{text.trim() === '' ? (
					<Press label="👍" className={cx('icon-button')} onPress={() => deliver('👍', 2)}>
						<Icon name="like" />
					</Press>
				) : (
					<Press label={t('send')} className={cx('icon-button')} onPress={send}>
						<Icon name="send" />
					</Press>
				)}
			</div>
		</div>
	);
}

import {useEffect, useRef, useState} from 'react';
import {seal} from '#sandbox/shared/sealed.ts';
import {boot, cx, now, tid, weather} from '../boot.ts';
import {Avatar} from '../ui/avatar.tsx';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';

interface Row {
	id: string;
	text: string;
	status: 'pending' | 'sent' | 'delivered' | 'failed';
}

/** XChat: a real textarea, no readable request; the row's `data-send-status` is the only sign (x.md section 13). */
export function Chat({conversation}: {conversation: string}) {
	const {rows, send} = useChat(conversation);
	const [text, setText] = useState('');
	const person = boot.people.find(({id}) => id === conversation);
	const submit = (): void => {
		if (text.trim() === '') return;
		send(text);
		setText('');
	};
	return (
		<section className={cx('chat')} data-testid={tid('dm-conversation-panel')}>
			<header className={cx('chat-head')} data-testid={tid('dm-conversation-header')}>
				{person && <Avatar account={person} size={32} />} <strong>{person?.name ?? conversation}</strong>
			</header>
			<div className={cx('messages')} data-testid={tid('dm-message-list')}>
				{rows.map(row => (
					<MessageRow key={row.id} row={row} />
				))}
			</div>
			<div className={cx('chat-bar')}>
				<Press testid="dm-composer-attachment-button" label="Attach" onPress={() => undefined}>
					<Icon name="image" />
				</Press>
				<textarea
					data-testid={tid('dm-composer-textarea')}
					className={cx('chat-input')}
					placeholder="Message"
					rows={1}
					value={text}
					onChange={event => setText(event.target.value)}
					onKeyDown={event => {
						if (
							event.key !== 'Enter' ||
							event.shiftKey ||
							event.nativeEvent.isComposing ||
							weather.noEnterSend
						)
							return;
						event.preventDefault();
						submit();
					}}
				/>
				<Press testid="dm-composer-send-button" label="Send" disabled={text.trim() === ''} onPress={submit}>
					<Icon name="mail" />
				</Press>
			</div>
		</section>
	);
}

function MessageRow({row: {id, text, status}}: {row: Row}) {
	return (
		<div data-dm-item-key={id}>
			<div
				data-dm-message-row={id}
				data-testid={tid(`message-${id}`)}
				data-send-status={status}
				className={cx('bubble')}
			>
				<div data-testid={tid(`message-text-${id}`)}>
					<span dir="auto" className="whitespace-pre-wrap">
						{text}
					</span>
					<span className={cx('stamp')} aria-hidden="true">
						{new Date(now()).toISOString()}
					</span>
				</div>
			</div>
		</div>
	);
}

/** The socket of one conversation: sends sealed frames, follows their status. */
function useChat(conversation: string): {rows: Row[]; send: (text: string) => void} {
	const [rows, setRows] = useState<Row[]>([]);
	const socket = useRef<WebSocket | null>(null);
	useEffect(() => {
		const open = new WebSocket('wss://chat-ws.x.com/ws');
		open.addEventListener('message', ({data}) => {
			const {id, status} = JSON.parse(String(data)) as Pick<Row, 'id' | 'status'>;
			setRows(before => before.map(row => (row.id === id ? {...row, status} : row)));
		});
		socket.current = open;
		return () => open.close();
	}, []);
	const send = (text: string): void => {
		const row: Row = {id: crypto.randomUUID(), text, status: 'pending'};
		setRows(before => [...before, row]);
		void seal({id: boot.loadId, key: boot.key}, {id: row.id, conversation, text}).then(bytes =>
			sendWhenOpen(socket.current!, bytes),
		);
	};
	return {rows, send};
}

function sendWhenOpen(socket: WebSocket, bytes: Uint8Array<ArrayBuffer>): void {
	if (socket.readyState === WebSocket.OPEN) socket.send(bytes);
	else socket.addEventListener('open', () => socket.send(bytes), {once: true});
}

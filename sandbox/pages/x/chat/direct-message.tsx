import {Editor, EditorState, getDefaultKeyBinding} from 'draft-js';
import {useState} from 'react';
import {pageHeaders} from '../api/graphql.ts';
import {sendWire} from '../api/transport.ts';
import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {showToast} from '../store.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';

/** Legacy direct messages: Draft.js; Enter without Shift, Ctrl or Meta sends (S12). */
export function DirectMessage({conversation}: {conversation: string}) {
	const [state, setState] = useState(EditorState.createEmpty());
	const [sent, setSent] = useState<string[]>([]);
	const text = state.getCurrentContent().getPlainText();
	const send = async (): Promise<void> => {
		if (text.trim() === '') return;
		try {
			await sendMessage(conversation, text);
		} catch {
			showToast({text: t('failed')});
			return;
		}
		setSent([...sent, text]);
		setState(EditorState.moveFocusToEnd(EditorState.createEmpty()));
	};
	return (
		<section className={cx('chat')} aria-label={t('messages')}>
			<div className={cx('messages')}>
				{sent.map((message, index) => (
					<div key={index} data-testid={tid('messageEntry')} className={cx('bubble')}>
						{message}
					</div>
				))}
			</div>
			<aside role="complementary" className={cx('chat-bar')}>
				<div data-testid={tid('dmComposerTextInputRichTextInputContainer')} className={cx('rich', 'grow')}>
					<Editor
						editorState={state}
						onChange={setState}
						stripPastedStyles
						placeholder="Start a new message"
						webDriverTestID={tid('dmComposerTextInput')}
						ariaLabel={t('messages')}
						keyBindingFn={event =>
							sends(event as React.KeyboardEvent) ? 'send' : getDefaultKeyBinding(event)
						}
						handleKeyCommand={command => {
							if (command !== 'send') return 'not-handled';
							void send();
							return 'handled';
						}}
					/>
				</div>
				<Press
					testid="dmComposerSendButton"
					label="Send"
					disabled={text.trim() === ''}
					onPress={() => void send()}
				>
					<Icon name="mail" />
				</Press>
			</aside>
		</section>
	);
}

const sends = (event: React.KeyboardEvent): boolean =>
	event.key === 'Enter' &&
	!event.shiftKey &&
	!event.ctrlKey &&
	!event.metaKey &&
	!event.nativeEvent.isComposing;

async function sendMessage(conversation: string, text: string): Promise<void> {
	const url = 'https://x.com/i/api/1.1/dm/new2.json';
	const {status} = await sendWire({
		url,
		headers: {...pageHeaders('POST', url), 'content-type': 'application/json'},
		body: JSON.stringify({
			conversation_id: conversation,
			recipient_ids: false,
			request_id: crypto.randomUUID(),
			text,
			cards_platform: 'Web-12',
			include_cards: 1,
			include_quote_count: true,
			dm_users: false,
		}),
		publishes: true,
	});
	if (status !== 200) throw new Error(`HTTP ${status}`);
}

import {useState} from 'react';
import {boot, cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {Chat} from './chat.tsx';

/** The chat drawer at the foot of every page: closed until asked for. */
export function ChatDrawer() {
	const [open, setOpen] = useState(false);
	const person = boot.people.find(({kind}) => kind === 'customer')!;
	return (
		<div data-testid={tid('chat-drawer-root')} className={cx('drawer')}>
			<Press label={t('messages')} className={cx('drawer-handle')} onPress={() => setOpen(!open)}>
				<Icon name="mail" /> {t('messages')}
			</Press>
			{open && <Chat conversation={person.id} />}
		</div>
	);
}

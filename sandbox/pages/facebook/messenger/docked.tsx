import {useState} from 'react';
import {boot, cx, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import {Conversation} from './conversation.tsx';

/** A docked chat tab: a Lexical text box that is no comment and no post (facebook.md section 3). */
export function DockedChat() {
	const [open, setOpen] = useState(weather.twoComposers);
	const person = boot.people.find(({kind}) => kind === 'customer')!;
	return (
		<div className={cx('docked')}>
			<Press label={t('message')} className={cx('docked-handle')} onPress={() => setOpen(!open)}>
				<Icon name="chat" /> {person.name}
			</Press>
			{open && (
				<Conversation
					thread={person.id}
					sealed
					initialText={weather.twoComposers ? 'Chat draft, not a post.' : ''}
				/>
			)}
		</div>
	);
}

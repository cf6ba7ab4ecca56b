import {boot, cx, tid} from '../boot.ts';
import {navigate} from '../store.ts';
import {Avatar} from '../ui/avatar.tsx';

/** The inbox: each person leads to an encrypted chat. */
export function Inbox() {
	return (
		<section data-testid={tid('dm-inbox-panel')}>
			{boot.people
				.filter(person => person.kind === 'customer')
				.map(person => (
					<a
						key={person.id}
						href={`/i/chat/${person.id}`}
						className={cx('card')}
						data-testid={tid(`dm-conversation-item-${boot.account.id}:${person.id}`)}
						onClick={event => {
							event.preventDefault();
							navigate(`/i/chat/${person.id}`);
						}}
					>
						<Avatar account={person} />
						<span>
							<strong>{person.name}</strong> <span className={cx('dim')}>@{person.handle}</span>
						</span>
					</a>
				))}
		</section>
	);
}

/** The passcode screen that stands before encrypted chats; there is no composer on it. */
export const Passcode = () => (
	<section className={cx('profile')} data-testid={tid('pin-code-input-container')}>
		<h1>Enter your passcode</h1>
		<input type="password" inputMode="numeric" maxLength={4} className={cx('search')} aria-label="Passcode" />
	</section>
);

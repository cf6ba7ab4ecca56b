import type {PageProps} from '../page.ts';
import {Link} from '../shell/Link.tsx';
import {useAnswer} from '../use-answer.ts';
import {Channels} from './Channels.tsx';
import {Deliveries} from './Deliveries.tsx';
import {SettingsForm} from './SettingsForm.tsx';

/** Who is told outside the browser, where, and what came of it. */
export function BeingTold({session}: PageProps) {
	const {value, problem, again} = useAnswer('beingTold');
	if (!value) return problem === '' ? <p className="quiet">…</p> : <p className="problem">{problem}</p>;
	const mayChange = session.person.roles.some(({role, location}) => role === 'admin' && location === 'group');
	const {settings, people, hasMail, channels, deliveries} = value;
	return (
		<>
			<h1>Being told</h1>
			<p className="quiet">
				By e-mail, and in rooms of Slack or Teams. The link in a message asks for sign-in; nothing can be
				approved by a link alone. Everybody sets his own quiet hours:{' '}
				<Link to="/how-i-am-told">How I am told</Link>
			</p>
			{!hasMail && (
				<p className="notice">
					! No mail server is set: nobody is told by e-mail. Start the hub with SMTP_URL.
				</p>
			)}
			<SettingsForm settings={settings} people={people} mayChange={mayChange} />
			<Channels channels={channels} mayChange={mayChange} done={again} />
			<Deliveries deliveries={deliveries} mayChange={mayChange} done={again} />
		</>
	);
}

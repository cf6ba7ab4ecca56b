import {type ReactNode, useState} from 'react';
import type {FacebookActor} from '#sandbox/seed.ts';
import {graphql} from '../api/graphql.ts';
import {boot, cx, weather} from '../boot.ts';
import {t} from '../i18n.ts';
import {navigate, setState, useStore} from '../store.ts';
import {Avatar} from './avatar.tsx';
import {Icon} from './icons.tsx';
import {Press} from './press.tsx';

/** Bar on top, shortcuts left, content in the middle, people right. */
export function Shell({children}: {children: ReactNode}) {
	return (
		<>
			<Banner />
			<div className={cx('columns')}>
				<Shortcuts />
				<div role="main" className={cx('main')}>
					{children}
				</div>
				<Contacts />
			</div>
		</>
	);
}

function Banner() {
	return (
		<div role="banner" className={cx('banner')}>
			<a href="/" className={cx('brand')} onClick={event => go(event, '/')}>
				<span className={cx('brand-mark')} aria-hidden="true" />
				Facebook <em>sandbox</em>
			</a>
			<input
				type="search"
				role="combobox"
				aria-expanded={false}
				aria-controls="search"
				className={cx('search')}
				placeholder={t('searchFacebook')}
				aria-label={t('searchFacebook')}
			/>
			<ActorSwitcher />
		</div>
	);
}

function go(event: React.MouseEvent, path: string): void {
	event.preventDefault();
	navigate(path);
	location.reload();
}

function ActorSwitcher() {
	const actor = useStore(state => state.actor);
	const [open, setOpen] = useState(false);
	return (
		<div className={cx('switcher')}>
			<Press
				label={actor.name}
				className={cx('switcher-button')}
				onPress={() => setOpen(!open)}
				attributes={{'data-sandbox': 'switcher'}}
			>
				<Avatar actor={actor} size={36} />
				<span>{actor.name}</span>
			</Press>
			{open && (
				<div role="menu" className={cx('menu')}>
					{boot.actors.map(other => (
						<Press
							key={other.id}
							role="menuitem"
							label={t('switchTo', other.name)}
							className={cx('menu-item')}
							onPress={() => void switchTo(other)}
							attributes={{'data-actor': other.id}}
						>
							<Avatar actor={other} size={32} />
							<span>{other.name}</span>
						</Press>
					))}
					<Press role="menuitem" className={cx('menu-item')} onPress={toggleTheme}>
						{boot.theme === 'dark' ? 'Light theme' : 'Dark theme'}
					</Press>
				</div>
			)}
		</div>
	);
}

/** Reloads; under `accountSwitch` the acting profile changes beneath the draft (facebook.md section 11). */
async function switchTo(actor: FacebookActor): Promise<void> {
	await graphql('CometProfileSwitchMutation', {profile_id: actor.id});
	if (weather.accountSwitch) setState({actor});
	else location.assign('/');
}

function toggleTheme(): void {
	document.cookie = `theme=${boot.theme === 'dark' ? 'light' : 'dark'}; Domain=.facebook.com; Path=/; Max-Age=31536000; Secure`;
	location.reload();
}

function Shortcuts() {
	const actor = useStore(state => state.actor);
	return (
		<nav className={cx('left')}>
			<a href={`/${actor.id}`} className={cx('shortcut')}>
				<Avatar actor={actor} size={36} />
				{actor.name}
			</a>
			<a href="/" className={cx('shortcut')}>
				<span className={cx('shortcut-icon')}>
					<Icon name="home" />
				</span>
				{t('feed')}
			</a>
			{boot.groups.map(group => (
				<a key={group.id} href={`/groups/${group.id}`} className={cx('shortcut')}>
					<span className={cx('shortcut-icon')}>
						<Icon name="people" />
					</span>
					{group.name}
				</a>
			))}
			<p className={cx('note')}>
				A local replica for development and tests. Nothing here reaches a real site; all people and posts are
				invented.
			</p>
		</nav>
	);
}

function Contacts() {
	return (
		<aside className={cx('right')}>
			{boot.people
				.filter(person => person.kind === 'customer')
				.map(person => (
					<div key={person.id} className={cx('shortcut')}>
						<Avatar actor={person} size={36} />
						{person.name}
					</div>
				))}
		</aside>
	);
}

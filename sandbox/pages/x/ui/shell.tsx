import {type ReactNode, useState} from 'react';
import type {XAccount} from '#sandbox/seed.ts';
import {cookie} from '../api/graphql.ts';
import {boot, cx, tid, weather} from '../boot.ts';
import {t, type Word} from '../i18n.ts';
import {navigate, store, useStore} from '../store.ts';
import {Avatar} from './avatar.tsx';
import {Icon, type IconName} from './icons.tsx';

const ITEMS: readonly [Word, IconName, string][] = [
	['home', 'home', '/home'],
	['explore', 'search', '/explore'],
	['notifications', 'bell', '/notifications'],
	['messages', 'mail', '/messages'],
];

/** Navigation left, content in the middle, side column right. */
export function Shell({children}: {children: ReactNode}) {
	return (
		<div className={cx('shell')}>
			<header role="banner" className={cx('nav')}>
				<SideNav />
			</header>
			<main className={cx('main')} data-testid={tid('primaryColumn')}>
				{children}
			</main>
			<Sidebar />
		</div>
	);
}

function SideNav() {
	const account = useStore(state => state.account);
	return (
		<nav aria-label="Primary">
			<a href="/home" className={cx('brand')} onClick={event => go(event, '/home')}>
				<span className={cx('brand-mark')} aria-hidden="true" />
				<span className={cx('nav-label')}>
					X <em>sandbox</em>
				</span>
			</a>
			{ITEMS.map(([word, icon, path]) => (
				<a key={word} href={path} className={cx('nav-item')} onClick={event => go(event, path)}>
					<Icon name={icon} size={25} />
					<span className={cx('nav-label')}>{t(word)}</span>
				</a>
			))}
			<a
				href={`/${account.handle}`}
				className={cx('nav-item')}
				data-testid={tid('AppTabBar_Profile_Link')}
				aria-label={t('profile')}
				onClick={event => go(event, `/${account.handle}`)}
			>
				<Icon name="person" size={25} />
				<span className={cx('nav-label')}>{t('profile')}</span>
			</a>
			<a
				href="/compose/post"
				role="link"
				className={cx('nav-post')}
				data-testid={tid('SideNav_NewTweet_Button')}
				aria-label={t('post')}
				onClick={event => go(event, '/compose/post')}
			>
				<Icon name="pen" size={22} />
				<span className={cx('nav-label')}>{t('post')}</span>
			</a>
			<AccountSwitcher account={account} />
		</nav>
	);
}

function go(event: React.MouseEvent, path: string): void {
	event.preventDefault();
	navigate(path);
}

function AccountSwitcher({account}: {account: XAccount}) {
	const [open, setOpen] = useState(false);
	return (
		<div className={cx('switcher')}>
			<button
				type="button"
				className={cx('switcher-button')}
				data-testid={tid('SideNav_AccountSwitcher_Button')}
				aria-label={t('switchAccount')}
				onClick={() => setOpen(!open)}
			>
				<Avatar account={account} />
				<span className={cx('nav-label', 'switcher-names')}>
					<strong>{account.name}</strong>
					<span className={cx('dim')}>@{account.handle}</span>
				</span>
			</button>
			{open && (
				<div role="menu" className={cx('menu', 'menu-up')}>
					{boot.accounts.map(other => (
						<button
							key={other.id}
							type="button"
							role="menuitem"
							className={cx('menu-item', 'menu-account')}
							data-account={other.handle}
							onClick={() => void switchTo(other)}
						>
							<Avatar account={other} size={32} />
							<span>
								<strong>{other.name}</strong>
								<span className={cx('dim')}>@{other.handle}</span>
							</span>
						</button>
					))}
					<button type="button" role="menuitem" className={cx('menu-item')} onClick={toggleTheme}>
						{boot.theme === 'dark' ? 'Light theme' : 'Dark theme'}
					</button>
				</div>
			)}
		</div>
	);
}

/** Reloads, as X does; under `accountSwitch` the account changes beneath the draft. */
async function switchTo(account: XAccount): Promise<void> {
	const response = await fetch('/i/api/1.1/account/multi/switch.json', {
		method: 'POST',
		headers: {'x-csrf-token': cookie('ct0'), 'content-type': 'application/x-www-form-urlencoded'},
		body: `user_id=${account.id}`,
	});
	if (!response.ok) throw new Error(`account switch: HTTP ${response.status}`);
	if (weather.accountSwitch) store.dispatch({account});
	else location.assign('/home');
}

function toggleTheme(): void {
	document.cookie = `night_mode=${boot.theme === 'dark' ? 0 : 2}; Domain=.x.com; Path=/; Max-Age=31536000; Secure`;
	location.reload();
}

function Sidebar() {
	return (
		<aside className={cx('side')}>
			<input
				type="search"
				role="combobox"
				aria-expanded={false}
				aria-controls="search"
				data-testid={tid('SearchBox_Search_Input')}
				className={cx('search')}
				placeholder={t('search')}
				aria-label={t('search')}
			/>
			<section className={cx('panel')}>
				<h2>{t('newPosts')}</h2>
				{boot.people
					.filter(person => person.kind === 'customer')
					.map(person => (
						<div key={person.id} className={cx('person')}>
							<Avatar account={person} />
							<span>
								<strong>{person.name}</strong>
								<span className={cx('dim')}>@{person.handle}</span>
							</span>
						</div>
					))}
			</section>
			<p className={cx('note')}>
				A local replica for development and tests. Nothing here reaches a real site; all people and posts are
				invented.
			</p>
		</aside>
	);
}

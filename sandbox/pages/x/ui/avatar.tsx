import type {XAccount} from '#sandbox/seed.ts';
import {cx} from '../boot.ts';

/** Initials on the account's colour; there are no pictures of people in the sandbox. */
export function Avatar({
	account,
	size = 40,
}: {
	account: Pick<XAccount, 'name' | 'hue' | 'kind'>;
	size?: number;
}) {
	const initials = account.name
		.split(/\s+/)
		.filter(word => /^\p{L}/u.test(word))
		.slice(0, 2)
		.map(word => word[0])
		.join('');
	const style = {
		width: size,
		height: size,
		fontSize: size * 0.38,
		background: `linear-gradient(135deg, hsl(${account.hue} 62% 46%), hsl(${account.hue + 28} 64% 34%))`,
	};
	return (
		<span className={cx('avatar', account.kind === 'company' && 'square')} style={style} aria-hidden="true">
			{initials}
		</span>
	);
}

import type {FacebookActor} from '#sandbox/seed.ts';
import {cx} from '../boot.ts';

/** Initials on the actor's colour; there are no pictures of people in the sandbox. */
export function Avatar({
	actor,
	size = 40,
}: {
	actor: Pick<FacebookActor, 'name' | 'hue' | 'kind'>;
	size?: number;
}) {
	const words = actor.name.split(/\s+/).filter(word => /^\p{L}/u.test(word));
	const initials = words
		.slice(0, 2)
		.map(word => word[0])
		.join('');
	const background = `linear-gradient(135deg, hsl(${actor.hue} 62% 46%), hsl(${actor.hue + 28} 64% 34%))`;
	return (
		<span
			className={cx('avatar', actor.kind === 'page' && 'square')}
			style={{width: size, height: size, fontSize: size * 0.38, background}}
			aria-hidden="true"
		>
			{initials}
		</span>
	);
}

import {cx} from '../boot.ts';
import type {Privacy} from '../feed/post-draft.ts';
import {t, type Word} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';

const NEXT: Record<Privacy, Privacy> = {EVERYONE: 'FRIENDS', FRIENDS: 'SELF', SELF: 'EVERYONE'};
const WORDS: Record<Privacy, Word> = {EVERYONE: 'everyone', FRIENDS: 'friends', SELF: 'self'};

export const PrivacyButton = ({
	privacy,
	onChange,
}: {
	privacy: Privacy;
	onChange: (privacy: Privacy) => void;
}) => (
	<Press label={t(WORDS[privacy])} className={cx('privacy')} onPress={() => onChange(NEXT[privacy])}>
		<Icon name="globe" size={14} /> {t(WORDS[privacy])}
	</Press>
);

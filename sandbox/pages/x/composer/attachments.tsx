import {cx, tid} from '../boot.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';
import {Press} from '../ui/press.tsx';
import type {Item, PollDraft} from './draft.ts';

type Media = Item['media'];

/** Pictures of one item with their descriptions. A change is told as one: an upload may end between a look and a key. */
export function Attachments({
	item,
	onChange,
}: {
	item: Item;
	onChange: (change: (media: Media) => Media) => void;
}) {
	if (item.media.length === 0) return null;
	const describe = (key: string, alt: string): void =>
		onChange(all => all.map(media => (media.key === key ? {...media, alt} : media)));
	return (
		<div className={cx('attachments')} data-testid={tid('attachments')}>
			{item.media.map(media => (
				<figure key={media.key} className={cx('attachment')}>
					<img src={media.preview} alt={media.alt} />
					<Press label={t('close')} onPress={() => onChange(all => all.filter(({key}) => key !== media.key))}>
						<Icon name="close" size={16} />
					</Press>
					<label data-testid={tid('altTextWrapper')}>
						<span data-testid={tid('altTextLabel')}>{t('altText')}</span>
						<input
							data-testid={tid('altTextInput')}
							value={media.alt}
							onChange={event => describe(media.key, event.target.value)}
						/>
					</label>
				</figure>
			))}
		</div>
	);
}

export function PollFields({poll, onChange}: {poll: PollDraft; onChange: (poll: PollDraft | null) => void}) {
	const setChoice = (index: number, value: string): void =>
		onChange({...poll, choices: poll.choices.map((choice, each) => (each === index ? value : choice))});
	return (
		<div className={cx('poll-fields')}>
			{poll.choices.map((choice, index) => (
				<input
					key={index}
					name={`Choice${index + 1}`}
					placeholder={`Choice ${index + 1}`}
					maxLength={25}
					value={choice}
					onChange={event => setChoice(index, event.target.value)}
				/>
			))}
			{poll.choices.length < 4 && (
				<Press testid="addPollChoice" onPress={() => onChange({...poll, choices: [...poll.choices, '']})}>
					<Icon name="plus" size={16} />
				</Press>
			)}
			<select
				aria-label="Poll length"
				value={poll.minutes}
				onChange={event => onChange({...poll, minutes: Number(event.target.value)})}
			>
				<option value={60}>1 hour</option>
				<option value={1440}>1 day</option>
				<option value={10080}>7 days</option>
			</select>
			<Press testid="removePollButton" className={cx('quiet')} onPress={() => onChange(null)}>
				{t('discard')}
			</Press>
		</div>
	);
}

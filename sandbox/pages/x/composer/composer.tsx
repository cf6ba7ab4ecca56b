import {boot, cx, tid, weather} from '../boot.ts';
import {t, type Word} from '../i18n.ts';
import {navigate, useStore, writeComposer} from '../store.ts';
import {QuotedPost} from '../timeline/quoted.tsx';
import {Avatar} from '../ui/avatar.tsx';
import {Nest} from '../ui/nest.tsx';
import {Attachments, PollFields} from './attachments.tsx';
import {type Item, textOf} from './draft.ts';
import {PostEditor} from './editor.tsx';
import {MobileEditor} from './mobile-editor.tsx';
import {Nudge} from './nudge-dialog.tsx';
import {ToolBar} from './toolbar.tsx';
import {type ComposerOptions, type Composer as Model, useComposer} from './use-composer.ts';

interface Props extends Partial<ComposerOptions> {
	storeKey: string;
	/** `inline` has `tweetButtonInline`; in any modal it is `tweetButton` (x.md section 4). */
	placement: 'inline' | 'modal';
	focusOnMount?: boolean;
}

/** A composer of any kind: new post, reply, thread, quote or edit. */
export function Composer({placement, focusOnMount = false, ...options}: Props) {
	const model = useComposer({...DEFAULTS, ...options});
	const mount = weather.remount ? Math.floor(model.keystrokes / 2) : 0;
	const focus = focusOnMount || mount > 0;
	return (
		<div
			className={cx('composer', placement === 'modal' && 'composer-modal')}
			data-testid={tid('composeBoxContainer')}
		>
			{model.isSending && (
				<div className={cx('progress')} role="progressbar" data-testid={tid('progressBar-bar')} />
			)}
			<div className={cx('compose-box')} key={mount}>
				<div className={cx('items')}>
					{model.items.map((item, index) => (
						<ItemRow
							key={item.key}
							model={model}
							item={item}
							index={index}
							focusOnMount={focus && index === model.active}
						/>
					))}
				</div>
				{options.editOf && <span data-testid={tid('displayedCountdown')}>59:12</span>}
				{model.quote && <QuotedPost post={model.quote} />}
				{model.error && (
					<div className={cx('inline-error')} role="alert">
						{model.error}
					</div>
				)}
				<div className={cx('tools')}>
					<ToolBar
						model={model}
						placement={placement}
						onAdd={() => add(model, placement, options.storeKey)}
					/>
				</div>
			</div>
			{model.isSending && <div className={cx('mask')} data-testid={tid('mask')} />}
			{model.nudge && <Nudge text={model.nudge} model={model} />}
		</div>
	);
}

const Field = boot.mobile ? MobileEditor : PostEditor;

const DEFAULTS = {replyTo: null, quote: null, editOf: null, initialText: '', onSent: () => undefined};

interface RowProps {
	model: Model;
	item: Item;
	index: number;
	focusOnMount: boolean;
}

/** One post of the composer. The wrappers make 19 levels between editor and tool bar (x.md section 4). */
function ItemRow({model, item, index, focusOnMount}: RowProps) {
	const account = useStore(state => state.account);
	return (
		<div className={cx('item')} onFocus={() => model.setActive(index)}>
			<Avatar account={account} />
			<div className={cx('item-column')}>
				<Nest levels={7}>
					<Field
						index={index}
						editorState={item.editorState}
						placeholder={t(placeholderOf(model, index))}
						focusOnMount={focusOnMount}
						locked={model.isSending}
						onChange={editorState => model.type(index, editorState)}
						onSend={() => model.send()}
						onBlur={model.blur}
						onFiles={files => model.addFiles(index, files)}
					/>
				</Nest>
				<Attachments
					item={item}
					onChange={change => model.change(index, ({media}) => ({media: change(media)}))}
				/>
				{item.poll && <PollFields poll={item.poll} onChange={poll => model.change(index, {poll})} />}
			</div>
		</div>
	);
}

function placeholderOf({replyTo, quote, items}: Model, index: number): Word {
	if (index > 0 || items.length > 1) return 'addAnother';
	if (quote) return 'addComment';
	return replyTo ? 'postYourReply' : 'whatsHappening';
}

/** In a modal it adds an item; inline it is a link that takes the text to the modal (x.md section 4). */
function add(model: Model, placement: Props['placement'], storeKey: string): void {
	if (placement === 'modal') {
		model.addItem();
		return;
	}
	const composerData = [
		{
			key: '0',
			text: textOf(model.items[0]!),
			mediaIds: [],
			pollActive: false,
			pollChoices: [],
			scheduledFor: null,
			quotedStatus: null,
		},
	];
	writeComposer('modal', {composerData, activeParentKey: storeKey});
	navigate('/compose/post');
}

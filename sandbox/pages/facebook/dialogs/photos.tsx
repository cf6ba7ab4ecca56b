import {useRef} from 'react';
import {uploadMedia} from '../api/photos.ts';
import {cx} from '../boot.ts';
import type {PostDraft} from '../feed/post-draft.ts';
import {t} from '../i18n.ts';
import {Icon} from '../ui/icons.tsx';

interface Props {
	photos: PostDraft['photos'];
	onChange: (photos: PostDraft['photos']) => void;
}

/** Photos go up when picked; Post waits for them. */
export function Photos({photos, onChange}: Props) {
	const latest = useRef(photos);
	const set = (next: PostDraft['photos']): void => {
		latest.current = next;
		onChange(next);
	};
	const add = async (files: File[]): Promise<void> => {
		const picked = files.map(file => ({id: '', file, preview: URL.createObjectURL(file)}));
		set([...latest.current, ...picked]);
		for (const photo of picked) {
			const id = await uploadMedia(photo.file);
			set(latest.current.map(other => (other.preview === photo.preview ? {...other, id} : other)));
		}
	};
	return (
		<div className={cx('photos')}>
			{photos.map(photo => (
				<img key={photo.preview} src={photo.preview} alt="" />
			))}
			<label className={cx('tool')}>
				<Icon name="image" /> {t('photo')}
				<input
					type="file"
					multiple
					accept="image/*,image/heif,image/heic,video/*"
					className={cx('file')}
					onChange={event => void add([...(event.target.files ?? [])])}
				/>
			</label>
		</div>
	);
}

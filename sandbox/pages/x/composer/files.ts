import {upload} from '../api/media.ts';
import {weather} from '../boot.ts';
import {type Item, type MediaItem, stateWith} from './draft.ts';

type SetItems = (change: (items: Item[]) => Item[]) => void;

/** Uploads start when files are picked; Post is off until they are done (x.md section 10). */
export function addFiles(files: File[], index: number, setItems: SetItems): void {
	const picked = files.slice(0, 4).map(mediaItem);
	const update = (change: (item: Item) => Item): void =>
		setItems(items => items.map((item, each) => (each === index ? change(item) : item)));
	update(item => ({...item, media: [...item.media, ...picked]}));
	for (const {key, file} of picked) {
		const drop = (): void =>
			update(item => ({...item, media: item.media.filter(other => other.key !== key)}));
		void upload(file).then(id => update(item => uploaded(item, key, id)), drop);
	}
}

const mediaItem = (file: File): MediaItem => ({
	key: crypto.randomUUID(),
	file,
	preview: URL.createObjectURL(file),
	id: null,
	alt: '',
});

/** An upload that ends after typing can reset the text (x.md section 6). */
const uploaded = (item: Item, key: string, id: string): Item => ({
	...item,
	editorState: weather.mediaResets ? stateWith('') : item.editorState,
	media: item.media.map(other => (other.key === key ? {...other, id} : other)),
});

import type {Media} from '#lib/core/draft.ts';
import {extensionOf, isShowable} from '#lib/core/media.ts';
import {type Shown, useMedia} from './use-media.ts';

/** The files of a held draft as the public will see them, each with its description and fingerprint. */
export function MediaList({hold, media}: {hold: string; media: readonly Media[]}) {
	if (media.length === 0) return null;
	return (
		<ul className="media" aria-label="Files">
			{media.map((file, i) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the same file may be there twice
				<li key={`${i} ${file.sha256}`}>
					<MediaItem hold={hold} file={file} place={i + 1} />
				</li>
			))}
		</ul>
	);
}

function MediaItem({hold, file, place}: {hold: string; file: Media; place: number}) {
	const {shown, again} = useMedia(hold, file);
	return (
		<figure>
			{shown.state === 'here' && <Drawn file={file} shown={shown} />}
			{shown.state === 'coming' && <p className="quiet">Fetching file {place} …</p>}
			{shown.state === 'failed' && (
				<div className="notice" role="alert">
					<p>
						File {place} can’t be shown: {shown.message} Don’t approve what you can’t see.
					</p>
					<button type="button" onClick={again}>
						Try again
					</button>
				</div>
			)}
			<figcaption>
				<span className="media-kind">{place}</span>
				<span>{file.alt === '' ? <em>No description for blind people</em> : `“${file.alt}”`}</span>
				<span className="quiet">
					{file.type}
					{shown.state === 'here' && ` · ${sizeOf(shown.size)}`}
				</span>
				<code className="quiet">{file.sha256.slice(0, 12)}…</code>
			</figcaption>
		</figure>
	);
}

function Drawn({file, shown}: {file: Media; shown: Extract<Shown, {state: 'here'}>}) {
	if (file.type.startsWith('video/'))
		return (
			// biome-ignore lint/a11y/useMediaCaption: the author's file, shown as it is
			<video src={shown.url} controls preload="metadata" aria-label={file.alt || 'Video'} />
		);
	if (isShowable(file.type) && file.type !== 'image/heic')
		return <img src={shown.url} alt={file.alt === '' ? 'No description' : file.alt} />;
	return (
		<a href={shown.url} download={`${file.sha256.slice(0, 16)}${extensionOf(file.type)}`}>
			Save this file to look at it
		</a>
	);
}

function sizeOf(bytes: number): string {
	if (bytes < 1000) return `${bytes} bytes`;
	return bytes < 1_000_000 ? `${Math.round(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

import {sendBytes} from './worker-client.ts';

const PHOTOS = 'https://upload.facebook.com/ajax/react_composer/attachments/photo/upload';
const VIDEOS = 'https://vupload-edge.facebook.com/ajax/video/upload/requests';

/** Uploads a photo or video before the post and gives its id (facebook.md section 7). */
export function uploadMedia(file: File): Promise<string> {
	return file.type.startsWith('video/') ? uploadVideo(file) : uploadPhoto(file);
}

async function uploadPhoto(file: File): Promise<string> {
	const form = new FormData();
	form.set('source', '8');
	form.set('farr', file);
	const {photoID} = await postAjax<{photoID: string}>(PHOTOS, form);
	return photoID;
}

/** The page asks for an id; the bytes go from a worker. */
async function uploadVideo(file: File): Promise<string> {
	const start = `${VIDEOS}/start/?type=${encodeURIComponent(file.type)}`;
	const {video_id: id} = await postAjax<{video_id: string}>(start, new FormData());
	await sendBytes(`${VIDEOS}/receive/?video_id=${id}`, file);
	return id;
}

/** `/ajax/` answers are guarded and hold a payload. */
function postAjax<Payload>(url: string, form: FormData): Promise<Payload> {
	return new Promise((resolve, reject) => {
		const xhr = new XMLHttpRequest();
		xhr.open('POST', url, true);
		xhr.withCredentials = true;
		xhr.onload = () => {
			if (xhr.status !== 200) reject(new Error(`HTTP ${xhr.status}`));
			else resolve((JSON.parse(xhr.responseText.replace(/^for \(;;\);/, '')) as {payload: Payload}).payload);
		};
		xhr.onerror = () => reject(new Error('network'));
		xhr.send(form);
	});
}

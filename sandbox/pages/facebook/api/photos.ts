/** Photo upload, before the post; the guarded answer gives the photo's id (facebook.md section 7). */
export function uploadPhoto(file: File): Promise<string> {
	return new Promise((resolve, reject) => {
		const form = new FormData();
		form.set('source', '8');
		form.set('farr', file);
		const xhr = new XMLHttpRequest();
		xhr.open('POST', 'https://upload.facebook.com/ajax/react_composer/attachments/photo/upload', true);
		xhr.withCredentials = true;
		xhr.onload = () => {
			if (xhr.status !== 200) reject(new Error(`HTTP ${xhr.status}`));
			else
				resolve(
					(JSON.parse(xhr.responseText.replace(/^for \(;;\);/, '')) as {payload: {photoID: string}}).payload
						.photoID,
				);
		};
		xhr.onerror = () => reject(new Error('network'));
		xhr.send(form);
	});
}

import { numberedName } from '../../../nodes/host/fileNames';

test.each([
	['image.png', 0, 0, 'image-0.png'],
	['image_1.png', 0, 0, 'image-0_1.png'],
	['image.jpg', 12, 0, 'image-12.jpg'],
	['audio.mp3', 3, 2, 'audio-2-3.mp3'],
	['data.pdf', 1, 0, 'data-1.pdf'],
])('%s of item %i in turn %i is saved as %s', (fileName, item, run, name) => {
	expect(numberedName(fileName, { item, run })).toBe(name);
});

test('no two files of a loop have the same name', () => {
	const names = new Set<string>();
	for (let run = 0; run < 12; run++)
		for (let item = 0; item < 12; item++)
			for (const file of ['image.png', 'image_1.png', 'image_11.png'])
				names.add(numberedName(file, { item, run }));
	expect(names.size).toBe(12 * 12 * 3);
});

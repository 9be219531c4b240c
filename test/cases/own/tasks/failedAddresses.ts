import { address, drawing, file, generated, get, look, lookAt, picture, taken } from './answers';
import {
	failed,
	generate,
	getTask,
	getTaskOfDiffusion,
	id,
	imagine,
	made,
	type Row,
	textToImage,
} from './build';

const lost = '{host}/pic/lost.png';

const refused = (status: number, words = 'gone', path = '/pic/1.png') =>
	get(path, words, { status, type: 'text/plain' });

const later = (status: number): Row =>
	imagine(
		`${status} at first, then the picture`,
		[taken, look(), refused(status), refused(status), picture],
		made,
	);

/** The failure is about the file, not about key or task. */
const ofTheFile = {
	...failed,
	notKind: ['auth', 'notFound'],
	notWords: ['Check the API key', 'Check the ID'],
	told: [address],
};

/** 9: an address that fails costs its own picture. */
export const failedAddresses: readonly Row[] = [
	later(403),
	later(404),
	later(500),
	later(503),
	generate(
		'404 at first, then the picture',
		[generated({ data: [{ url: address }] }), refused(404), refused(404), picture],
		made,
	),
	textToImage(
		'502 at first, then the picture',
		[drawing, lookAt({ status: 'done', url: address }), refused(502), picture],
		made,
	),
	imagine(
		'one of two is gone',
		[
			taken,
			look({ imageUrls: [lost, address], imageUrl: '' }),
			refused(404, 'gone', '/pic/lost.png'),
			picture,
		],
		{ ...made, told: [lost] },
	),
	getTaskOfDiffusion(
		'one of three is forbidden',
		[
			lookAt({ task_id: id, status: 'done', images: [address, lost, '{host}/pic/3.png'] }),
			picture,
			refused(403, 'denied', '/pic/lost.png'),
			file('/pic/3.png', 'webp'),
		],
		{ output: 'success', files: 2, bytes: ['png', 'webp'], told: [lost] },
	),
	generate(
		'one of two answers a page of words',
		[
			generated({ data: [{ url: address }, { url: lost }] }),
			picture,
			get('/pic/lost.png', 'no longer available', { type: 'text/plain' }),
		],
		{ ...made, told: [lost] },
		{ options: { n: 2 } },
	),
	getTask('403 for good', [look(), refused(403, 'denied')], {
		...ofTheFile,
		taskId: true,
		words: 'denied',
	}),
	getTask('401 for good', [look(), refused(401, 'denied')], { ...ofTheFile, taskId: true }),
	getTaskOfDiffusion(
		'404 for good, of two',
		[
			lookAt({ task_id: id, status: 'done', images: [address, lost] }),
			refused(404),
			refused(404, 'gone', '/pic/lost.png'),
		],
		{ ...ofTheFile, told: [address, lost], taskId: true },
	),
	generate(
		'403 for good',
		[generated({ data: [{ url: address }] }), refused(403, 'denied')],
		ofTheFile,
	),
	generate('404 for good', [generated({ data: [{ url: address }] }), refused(404)], ofTheFile),
];

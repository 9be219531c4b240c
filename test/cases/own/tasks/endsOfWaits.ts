import {
	address,
	drawing,
	get,
	going,
	look,
	lookAt,
	lookPath,
	lookPathOfDiffusion,
	picture,
	taken,
} from './answers';
import { failed, id, imagine, made, type Row, textToImage } from './build';

const twice = { [`GET ${lookPathOfDiffusion}`]: 2 };

const ended = (word: string, kind?: string): Row =>
	textToImage(
		`it ended: ${word}`,
		[drawing, lookAt({ id, status: 'processing' }), lookAt({ id, status: word })],
		{
			...failed,
			notKind: ['timeout'],
			...(kind === undefined ? { words: word } : { kind: [kind] }),
			taskId: true,
			retryable: false,
			atMost: twice,
		},
	);

const endedOfMidjourney = (word: string): Row =>
	imagine(`it ended: ${word}`, [taken, look({ status: word, imageUrl: '', progress: '50%' })], {
		...failed,
		notKind: ['timeout'],
		taskId: true,
		atMost: { [`GET ${lookPath}`]: 1 },
	});

const noTask = (title: string, body: unknown, words: string): Row =>
	imagine(`three answers that are no task: ${title}`, [taken, get(lookPath, body)], {
		...failed,
		told: [words],
		says: ['Task Path'],
		taskId: true,
		atMost: { [`GET ${lookPath}`]: 3 },
	});

/** 7: every wait ends. */
export const endsOfWaits: readonly Row[] = [
	ended('aborted'),
	ended('terminated'),
	ended('timed_out'),
	ended('nsfw'),
	ended('banned'),
	ended('Blocked'),
	ended('Timed Out'),
	ended('Request Moderated', 'contentFilter'),
	ended('content_moderated', 'contentFilter'),
	endedOfMidjourney('BANNED'),
	endedOfMidjourney('NSFW'),
	endedOfMidjourney('TERMINATED'),
	textToImage(
		'BFL: Ready',
		[
			drawing,
			lookAt({ id, status: 'Pending', result: null }),
			lookAt({ id, status: 'Ready', result: { sample: address, seed: 7 } }),
			picture,
		],
		made,
	),
	textToImage(
		'READY',
		[drawing, lookAt({ task_id: id, status: 'READY', image_url: address }), picture],
		made,
	),
	textToImage(
		'100 % and the same address on three looks',
		[drawing, lookAt({ task_id: id, status: 'uploading', progress: 100, url: address }), picture],
		made,
	),
	imagine(
		'SUBMITTED with 100 % and the same address',
		[taken, look({ status: 'SUBMITTED' }), picture],
		made,
	),
	imagine(
		'an address when the time is up',
		[taken, look({ status: 'IN_PROGRESS', progress: '85%' }), picture],
		{ told: [address] },
	),
	imagine('nothing when the time is up', [taken, going], {
		...failed,
		kind: ['timeout'],
		taskId: true,
	}),
	noTask('words of welcome', { code: 0, msg: 'welcome to the gateway' }, 'welcome to the gateway'),
	noTask('a health check', { status: 200, message: 'pong-77' }, 'pong-77'),
	noTask('an account', { success: true, data: { username: 'user-77', quota: 5 } }, 'user-77'),
	imagine(
		'"success" is no reason',
		[taken, look({ status: 'FAILURE', failReason: 'success', message: 'success', imageUrl: '' })],
		{ ...failed, notWords: 'success', taskId: true },
	),
	textToImage(
		'"ok" is no reason',
		[
			drawing,
			lookAt({ code: 0, message: 'ok', data: { task_id: id, status: 'failed', error: '' } }),
		],
		{ ...failed, notWords: ': ok', taskId: true },
	),
];

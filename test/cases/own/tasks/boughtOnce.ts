import {
	address,
	drawn,
	edited,
	generated,
	heard,
	page,
	picture,
	spoken,
	submitted,
} from './answers';
import {
	edit,
	failed,
	generate,
	imagine,
	made,
	routes,
	type Row,
	speech,
	textToImage,
	transcribe,
} from './build';

/** Charged on arrival, and perhaps made: never a second time, and the failure says so. */
const maybeCharged = { ...failed, retryable: false, says: ['charged'] };

const withoutPicture = (title: string, body: unknown, told: readonly string[] = []): Row =>
	generate(`a whole answer without a picture: ${title}`, [generated(body)], {
		...maybeCharged,
		told,
	});

const notAgain = (status: number): Row =>
	generate(
		`${status} after the picture may have been made`,
		[generated('', page('Timeout', status))],
		{
			...failed,
			retryable: false,
			...(status === 409 ? {} : { says: ['charged'] }),
		},
	);

const again = (status: number): Row =>
	generate(
		`${status}, then the picture: nothing was made the first time`,
		[generated('', page('Busy', status)), generated({ data: [{ url: address }] }), picture],
		{ ...made, requests: { [routes.generate]: 2 } },
	);

/** 1: what may have been charged is not bought again. */
export const boughtOnce: readonly Row[] = [
	withoutPicture(
		'revised_prompt only',
		{ created: 1, data: [{ revised_prompt: 'a red lighthouse' }] },
		['a red lighthouse'],
	),
	withoutPicture('data is null', { created: 1, data: null, trace: 'trace-71' }, ['trace-71']),
	withoutPicture('an object without members', {}),
	withoutPicture('words', 'OK, coming soon', ['coming soon']),
	withoutPicture('nothing at all', ''),
	generate('a web page under 200', [generated('', page('Welcome'))], {
		...maybeCharged,
	}),
	edit('a whole answer without a picture', [edited({ created: 1, data: [{}] })], maybeCharged),
	...[408, 409, 504, 520, 524].map(notAgain),
	...[500, 502, 503, 522, 529].map(again),
	generate(
		'the connection is cut before the answer',
		[generated(undefined, { reset: true })],
		maybeCharged,
	),
	generate(
		'the connection is cut within the answer',
		[generated('{"data":[{"b64_json":"{b64:png}', { reset: true })],
		{
			...maybeCharged,
		},
	),
	generate(
		'504, then the picture, where Retry Timeouts is on',
		[generated('', page('Timeout', 504)), generated({ data: [{ url: address }] }), picture],
		{ ...made, requests: { [routes.generate]: 2 } },
		{ throughput: { retryTimeouts: true } },
	),
	speech('504', [spoken('', page('Timeout', 504))], maybeCharged),
	speech('the connection is cut', [spoken(undefined, { reset: true })], maybeCharged),
	speech('JSON without a sound', [spoken({ id: 'r-5', status: 'ok' })], {
		...maybeCharged,
		told: ['r-5'],
	}),
	transcribe('524', [heard('', page('Timeout', 524))], maybeCharged),
	transcribe('JSON without a text', [heard({ id: 'r-6', duration: 3 })], {
		...maybeCharged,
	}),
	imagine('502 on a submission', [submitted('', page('Bad gateway', 502))], failed),
	textToImage('524 on a submission', [drawn('', page('Timeout', 524))], {
		...maybeCharged,
		says: ['charged', 'taken'],
	}),
];

import { bad, chat, json, type Row } from './build';

/** Words about length are answered with advice about length. */
export const advice: readonly Row[] = [
	'prompt is too long: 210000 tokens > 200000 maximum',
	'Range of input length should be [1, 129024]',
	'The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).',
	'Please reduce the length of the messages or completion.',
	'The prompt (9000 tokens) is longer than the maximum model length of 8192',
	'the number of tokens to keep from the initial prompt is greater than the context length',
	'输入长度超过模型限制',
	'input is too long for requested model',
].map((message) =>
	chat(`advice: ${message}`, json({ error: { message, code: 400 } }, 400), {
		...bad('badRequest', message),
		advice: 'shorten',
	}),
);

import { chat, good, type Row } from './build';
import { chunk, piece, ending, spent, done, streamed, chunks } from './chatBodies';

/** What is empty replaces nothing, what every chunk repeats does not grow, what comes in pieces is joined. */
export const mergedMembers: readonly Row[] = [
	chat(
		'id, model and created empty in every later chunk',
		chunks(
			piece('Hel'),
			{
				id: '',
				model: '',
				created: 0,
				choices: [{ index: 0, delta: { role: '', content: 'lo' }, finish_reason: '' }],
			},
			{ id: '', model: '', created: 0, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] },
			done,
		),
		{
			requests: 1,
			json: {
				id: 'chatcmpl-7',
				model: 'm-1',
				created: 1700000000,
				choices: [{ message: { role: 'assistant', content: 'Hello' } }],
			},
		},
		{ simplify: false },
	),
	chat(
		'id and model empty in the first chunk',
		chunks({ id: '', model: '', created: 0, choices: [] }, piece('Hello'), ending(), spent, done),
		good('Hello', { id: 'chatcmpl-7', model: 'm-1' }),
	),
	chat(
		'null for id and model in the last chunk',
		chunks(piece('Hello'), ending(), { ...spent, id: null, model: null }, done),
		good('Hello', { id: 'chatcmpl-7', model: 'm-1' }),
	),
	chat(
		'the role only in the second chunk, empty in the first',
		chunks(
			chunk({ role: '', content: 'Hel' }),
			chunk({ role: 'assistant', content: 'lo' }),
			ending(),
			spent,
			done,
		),
		good('Hello', { message: { role: 'assistant', content: 'Hello' } }),
	),
	chat(
		'a list that grows with every chunk',
		chunks(
			chunk({ content: 'A' }, { citations: ['u1'] }),
			chunk({ content: 'B' }, { citations: ['u1', 'u2'] }),
			ending('stop', { citations: ['u1', 'u2', 'u3'] }),
			spent,
			done,
		),
		{ requests: 1, output: 'success', text: 'AB', citations: ['u1', 'u2', 'u3'] },
		{ simplify: false },
	),
	chat(
		'a list in the message that every chunk repeats',
		streamed([
			chunk({ content: 'A', annotations: [{ type: 'url_citation', url: 'u1' }] }),
			chunk({ content: 'B', annotations: [{ type: 'url_citation', url: 'u1' }] }),
			chunk({ content: 'C', annotations: [{ type: 'url_citation', url: 'u1' }] }),
		]),
		good('ABC', { message: { annotations: [{ type: 'url_citation', url: 'u1' }] } }),
	),
	chat(
		'a list in the message of which every chunk has one entry',
		streamed([
			chunk({ content: 'A', annotations: [{ type: 'url_citation', url: 'u1' }] }),
			chunk({ content: 'B', annotations: [{ type: 'url_citation', url: 'u2' }] }),
		]),
		good('AB', {
			message: {
				annotations: [
					{ type: 'url_citation', url: 'u1' },
					{ type: 'url_citation', url: 'u2' },
				],
			},
		}),
	),
	chat(
		'probabilities come in pieces, also when two are alike',
		streamed([
			chunk({ content: 'ha' }, {}, { logprobs: { content: [{ token: 'ha', logprob: -0.1 }] } }),
			chunk({ content: 'ha' }, {}, { logprobs: { content: [{ token: 'ha', logprob: -0.1 }] } }),
		]),
		{
			requests: 1,
			text: 'haha',
			json: { choices: [{ logprobs: { content: [{ token: 'ha' }, { token: 'ha' }] } }] },
		},
		{ simplify: false },
	),
	chat(
		'sound in pieces',
		streamed([
			chunk({ content: null, audio: { id: 'a1', transcript: 'Hel' } }),
			chunk({ audio: { data: 'AAAA' } }),
			chunk({ audio: { data: 'BBBB', transcript: 'lo' } }),
			chunk({ audio: { id: '', expires_at: 1700003600 } }),
		]),
		{
			requests: 1,
			output: 'success',
			text: 'Hello',
			// Its data is a file of the item: of six bytes, in the format that is usual.
			files: { audio: 6 },
			message: {
				audio: {
					...{ id: 'a1', transcript: 'Hello', expires_at: 1700003600 },
					...{ file: 'audio', mime_type: 'audio/wav', size: 6 },
				},
			},
		},
	),
	chat(
		'system_fingerprint and service_tier with every chunk',
		chunks(
			chunk({ content: 'Hel' }, { system_fingerprint: 'fp_1', service_tier: 'default' }),
			chunk({ content: 'lo' }, { system_fingerprint: 'fp_1', service_tier: 'default' }),
			ending('stop', { system_fingerprint: '', service_tier: null }),
			spent,
			done,
		),
		{ requests: 1, json: { system_fingerprint: 'fp_1', service_tier: 'default' } },
		{ simplify: false },
	),
];

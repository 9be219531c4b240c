import { objectsIn } from '../../nodes/api/json';
import { usage } from '../support/mutation/chatWhole';
import { raw } from '../support/mutation/wire';
import { interleave, loseBeginning, pair, repeatNames, legacyCall } from './callChanges';
import {
	addNulls,
	endWithPiece,
	usageEverywhere,
	refuse,
	logprobs,
	blank,
	azure,
	finishTwice,
	textAfterEnd,
	fail,
	withoutEnd,
	emptyEnds,
	moreMembers,
	oddChoice,
	oneAfterTheOther,
	withoutOnlyIndex,
} from './chunkChanges';
import { type Change, eachDelta, eachChunk } from './each';

/** What is done, and to how many streams. */
export const oddities: ReadonlyArray<[name: string, share: number, change: Change]> = [
	['one choice after the other', 0.2, oneAfterTheOther],
	['calls are interleaved', 0.6, interleave],
	['fragments come in pairs', 0.2, pair],
	['the beginning of a call is lost', 0.01, loseBeginning],
	['no index of the only call', 0.01, withoutOnlyIndex('tool_calls')],
	['no index of the only choice', 0.01, withoutOnlyIndex('choices')],
	['a choice in which nothing is known', 0.005, oddChoice],
	['nulls for what there is not', 0.2, addNulls],
	['the role in every piece', 0.05, eachDelta((delta) => (delta.role = 'assistant'))],
	['no role', 0.03, eachDelta((delta) => delete delta.role)],
	['an empty role', 0.01, eachDelta((delta) => (delta.role = ''))],
	['the end beside the last piece', 0.15, endWithPiece],
	['usage is null until it comes', 0.15, eachChunk((chunk) => (chunk.usage ??= null))],
	['usage in every chunk', 0.04, usageEverywhere],
	['usage again, empty', 0.02, (chunks) => [...chunks, { ...blank(), usage: {} }]],
	['a refusal', 0.04, refuse],
	['logprobs', 0.06, logprobs],
	['the end is empty until it comes', 0.03, emptyEnds('')],
	['the end is "null" until it comes', 0.01, emptyEnds('null')],
	['no member for the end until it comes', 0.05, emptyEnds(undefined)],
	['the names of calls again', 0.08, repeatNames],
	['a call of the old form', 0.03, legacyCall],
	['a first chunk without choices', 0.06, azure],
	['a chunk without choices', 0.02, (chunks) => [...chunks, { id: 'chatcmpl-7', usage }]],
	[
		'choices that are null',
		0.01,
		(chunks) => [...chunks, { id: 'chatcmpl-7', choices: null, usage }],
	],
	['further members', 0.06, moreMembers],
	[
		'an error that says nothing',
		0.03,
		eachChunk((chunk) => (chunk.error = { code: null, message: '' })),
	],
	['an error that is null', 0.03, eachChunk((chunk) => (chunk.error = null))],
	['it ends twice', 0.03, finishTwice],
	['text after the end', 0.02, textAfterEnd],
	['it fails in the middle', 0.04, fail],
	['a choice never ends', 0.04, withoutEnd],
	[
		'a number beyond 2^53',
		0.01,
		eachChunk((chunk) => (chunk.created = raw('17000000000000000001'))),
	],
	[
		'no type of calls',
		0.01,
		eachDelta((delta) => objectsIn(delta.tool_calls).forEach((call) => delete call.type)),
	],
];

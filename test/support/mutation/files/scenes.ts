import type { Conversation } from '../../conversation/case';
import { typeOf } from '../good';
import { Random } from '../random';
import { sent, type Sent } from '../sent';
import { newId, type Id } from './ids';
import { parts, type Part } from './operations';
import { placed, type Placed } from './placed';
import { Shelf } from './put';
import { fileAnswers } from './servers';

/** A conversation with a gateway one of whose answers is changed at random, and what is known of it. */
export interface Scene extends Omit<Part, 'asked' | 'answers'> {
	at: number;
	/** What is changed. */
	route: string;
	answer: Sent;
	conversation: Conversation;
	shelf: Shelf;
	own: Id;
	/** Where the changed answer has the ID of the task. */
	identity: Placed;
}

/** The scene of this number. */
export function sceneOf(at: number): Scene {
	const random = new Random(at);
	const shelf = new Shelf(random, '{host}');
	const own = newId(random);
	const { asked, answers, ...part } = random.pick(parts)(shelf, own);
	const { good, isTroubled = false } = part;
	const answer = sent(good.tree, good.form, random);
	const conversation: Conversation = {
		...asked,
		nr: `changed ${at}`,
		title: good.route,
		taskId: own.id,
		answers: [
			...answers({ bytes: answer.bytes, type: typeOf(good) }),
			...fileAnswers(shelf, isTroubled),
		],
		want: {},
	};
	const route = asked.operation === 'getTask' ? 'get task' : isTroubled ? 'files' : good.route;
	return {
		...part,
		at,
		route,
		answer,
		conversation,
		shelf,
		own,
		identity: placed(good.tree, own.id),
	};
}

import type { Failure } from './failure';
import type { JsonObject } from './json';

/**
 * A request that a gateway refuses although it could answer, and the change that it then takes. Delivery makes
 * it at once, remembers it for the lane once the changed request has passed, and tries the original again
 * now and then: the gateway may send each request through another channel.
 */
export interface Adaptation {
	/** Under which it is remembered. */
	name: string;
	/** What the user is told, once a run. */
	hint: string;
	/** Whether there is anything to change in a request. */
	applies(body: JsonObject): boolean;
	/** Whether a failure asks for this change. */
	fits(failure: Failure): boolean;
	change(body: JsonObject): JsonObject;
	/** Name of the adaptation that this one is the opposite of: it is taken back first. */
	undoes?: string;
	/**
	 * Where the changed request goes, if not to the path of the original. A request changes its path once, and what sends
	 * it elsewhere says so for certain, so that no later one tries the original without a reason.
	 */
	path?: string;
	/** Whether it only takes another path back, which other requests had found. */
	isWayBack?: true;
	/** Whether it is about what one conversation holds, so that it says nothing of other requests. */
	isOfRequest?: true;
}

/**
 * Names of adaptations that a gateway says the requests of a lane need, by lane. It may say so wrongly: it counts until
 * the lane shows anything else.
 */
export type Announcement = ReadonlyMap<string, readonly string[]>;

/** What an answer shows of an adaptation, beyond the words of a refusal. */
export interface Sign {
	/** Name of the adaptation. */
	adaptation: string;
	/** What was looked at, such as `usage`; each is weighed on its own. */
	about: string;
	/**
	 * Of an answer to the request as it was: `needed`, it lacks something, or `needless`, it lacks nothing. Of
	 * one to the changed request: `helped`, it lacks nothing, or `useless`, it lacks the same.
	 */
	says: 'needed' | 'needless' | 'helped' | 'useless';
}

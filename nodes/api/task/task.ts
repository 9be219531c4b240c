import type { Failure } from '../failure';
import type { JsonObject } from '../json';

/** Where a task is. `awaiting_input`: a button of Midjourney has opened a window that wants an answer. */
export type TaskStatus = 'queued' | 'running' | 'awaiting_input' | 'succeeded' | 'failed';

/** What can be done with a picture of Midjourney next. */
export interface Button extends JsonObject {
	/** What Midjourney → Action sends. */
	custom_id: string;
	/** What it says, such as `U1`; may be empty where there is an emoji. */
	label: string;
	emoji: string;
}

/**
 * A picture in the making, in one shape for Stable Diffusion and both dialects of Midjourney (AIGC2D's own
 * object, and that of midjourney-proxy). What the gateway did not say is null; other members are kept.
 */
export interface Task extends JsonObject {
	/** 64 bits, therefore a text: a number would lose digits. Null when it came with its pictures and has none. */
	id: string | null;
	action: string | null;
	status: TaskStatus;
	/** The gateway's own word for it. */
	status_sent: string | null;
	/** From 0 to 100. */
	progress: number;
	prompt: string | null;
	/** Times in ISO 8601, UTC. */
	submitted_at: string | null;
	started_at: string | null;
	finished_at: string | null;
	image_urls: string[];
	buttons: Button[];
	fail_reason: string | null;
	/** Points that the gateway says it charged. */
	points: number | null;
	/** Points that it will charge by AIGC2D's price list. */
	points_estimated: number | null;
	/** For the operation; no item shows it. */
	beside?: BesideTask;
}

/** What an answer tells of a task beyond its members. */
export interface BesideTask {
	/** Why there are not more pictures; one for each that is missing. */
	missing?: readonly Failure[];
	/** Addresses of videos, which are not fetched. */
	videos?: readonly string[];
	/** Address of the answer: pictures on localhost may be meant on its host. */
	from?: string;
	/** Why a task has failed. */
	why?: Failure;
	/** Handed out although the gateway has not said that it is done, and why. */
	early?: string;
}

/** What is known of a task before the gateway tells anything of it. */
export interface StartedTask {
	id: string | null;
	action: string | null;
	prompt: string | null;
	points_estimated: number | null;
}

/** A task of which nothing is known but that it was taken on. */
export function startedTask({ id, action, prompt, points_estimated }: StartedTask): Task {
	return {
		id,
		action,
		status: 'queued',
		status_sent: null,
		progress: 0,
		prompt,
		submitted_at: null,
		started_at: null,
		finished_at: null,
		image_urls: [],
		buttons: [],
		fail_reason: null,
		points: null,
		points_estimated,
	};
}

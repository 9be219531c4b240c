import type { Adaptation, Sign } from '../api/adaptation';
import type { Call, Request } from '../api/call';
import type { JsonObject } from '../api/json';
import type { Failure } from '../api/failure';
import type { Learned } from './lane/adaptations/learned';

/** Most refusals of one call after which it goes out in another form. */
const mostChanges = 6;

/** Refusals of these kinds are about the request: one that went out without an adaptation goes again with it. */
const aboutRequest = ['badRequest', 'notFound'];

/**
 * The form in which one call goes out: as it was made, with the adaptations that its lane is known to need and
 * those that a refusal of its own asked for. Each is made at most once for a call.
 */
export class Form {
	private readonly rows: readonly Adaptation[];
	/** Made for refusals of this call. */
	private added: string[] = [];
	/** The lane's, but this call was refused for them. */
	private takenBack: string[] = [];
	private readonly tried: string[] = [];
	/** Adaptations that this call puts on trial for its lane. */
	private trial: string[] = [];
	/** The path by which it went out, where nothing but an announcement spoke for it. */
	private announced: string | undefined;
	/** Whether it left such a path although the refusal did not speak of it. */
	private hasGuessed = false;
	/** The first refusal for which the form was changed. */
	private first: Failure | undefined;
	/** What goes out, to which path, and with which adaptations. */
	private sent: JsonObject = {};
	private path: string | undefined;
	private made: Adaptation[] = [];
	/** The adaptation without which it went out, to see whether the lane still needs it. */
	private withoutOne: string | undefined;
	/** Whether a good answer has begun on another path. */
	private hasBegun = false;
	/** Whether it may go out without one. */
	private mayTry = true;

	constructor(
		private readonly call: Pick<Call<unknown>, 'request' | 'adaptations' | 'hasPassedOn'>,
		private readonly learned: Learned,
	) {
		this.rows = call.request.body === undefined ? [] : (call.adaptations ?? []);
	}

	/** The request as it would go out now, without a try of the original. */
	outline(): Request {
		const { request } = this.call;
		if (request.body === undefined) return request;
		this.compose(request.body);
		return this.sent === request.body ? request : this.changed(request);
	}

	/** The request as it should go out now. */
	request(now: number): Request {
		const { request, hasPassedOn } = this.call;
		if (request.body === undefined) return request;
		const isRepeatable = hasPassedOn === undefined;
		const isDue = ({ name, path }: Adaptation) =>
			path === undefined &&
			!this.added.includes(name) &&
			this.learned.isDue(name, isRepeatable, now);
		this.compose(request.body);
		const due = this.mayTry ? this.made.find(isDue) : undefined;
		if (due) {
			this.withoutOne = due.name;
			this.learned.beginTry(due.name);
			this.compose(request.body);
		}
		this.announced = this.made.find(
			({ name, path }) => path !== undefined && this.learned.isOnlyAnnounced(name),
		)?.name;
		for (const { name } of this.made) if (this.isOfLane(name)) this.learned.used(name);
		return this.changed(request);
	}

	/** It was answered. Returns the adaptations with which it went out. */
	passed(signs: readonly Sign[], now: number): readonly Adaptation[] {
		this.endTry(isNeeded(signs, this.withoutOne), now);
		const ofLane = this.takenBack.filter((name) => this.learned.has(name));
		for (const name of this.takenBack) this.learned.unlearn(name, this.isPath(name));
		for (const { name, path } of this.made) if (path !== undefined) this.learned.held(name, now);
		for (const { name, path, applies, isOfRequest } of this.rows) {
			// A path that was only taken back by this request is judged by how often that happens.
			if (isOfRequest || (path !== undefined && ofLane.includes(name))) continue;
			if (applies(this.sent)) this.learned.passedWithout(name);
			else if (this.added.includes(name) && !(path && this.hasBegun)) this.learned.cured(name, now);
		}
		return this.made;
	}

	/** A good answer has begun: the path to it is right, whatever becomes of the answer. */
	begun(now: number): void {
		for (const { name, path } of this.made) {
			if (path === undefined) continue;
			this.learned.held(name, now);
			if (this.added.includes(name) && !this.hasBegun) this.learned.cured(name, now);
			this.hasBegun = true;
		}
	}

	/** Whether a refusal of this call has sent it to another path. */
	get isSentElsewhere(): boolean {
		return this.added.some((name) => this.isPath(name));
	}

	/** It failed. Returns whether it should go again at once, in another form. */
	failed(why: Failure, signs: readonly Sign[], now: number): boolean {
		const tried = this.rows.find(({ name }) => name === this.withoutOne);
		const inVain = tried !== undefined && (tried.fits(why) || isNeeded(signs, tried.name));
		this.endTry(inVain, now);
		if (inVain || (tried && aboutRequest.includes(why.kind))) {
			this.mayTry = false;
			return true;
		}
		const open = this.rows.filter(
			(one) => !this.tried.includes(one.name) && this.mayChangePath(one) && one.applies(this.sent),
		);
		const asked = open.find(({ fits }) => fits(why));
		const row = asked ?? open.find((one) => this.refutes(one, why));
		if (row === undefined || this.tried.length >= mostChanges) return false;
		this.hasGuessed ||= asked === undefined;
		this.first ??= why;
		this.mayTry = false;
		this.make(row);
		return true;
	}

	/** The failure to show: the last one, unless it is about something that only an adaptation put in. */
	failureToShow(why: Failure): Failure {
		const { body = {} } = this.call.request;
		const isOurs = this.rows.some(
			({ applies, fits }) => applies(this.sent) && !applies(body) && fits(why),
		);
		const isOfNeither = aboutRequest.includes(why.kind) && this.isSentElsewhere;
		// It says that the path that was left was the right one.
		const isOfGuess =
			this.hasGuessed &&
			(why.kind === 'notFound' || this.rows.some(({ path, fits }) => path && fits(why)));
		return (isOurs || isOfNeither || isOfGuess) && this.first ? this.first : why;
	}

	/** Nothing more is sent for the call. */
	end(): void {
		for (const name of this.trial) this.learned.endTrial(name);
		this.trial = [];
	}

	/** A path that was only announced is left at any refusal of the request. */
	private refutes({ isWayBack, undoes }: Adaptation, { kind }: Failure): boolean {
		if (isWayBack === undefined || undoes === undefined) return false;
		return undoes === this.announced && aboutRequest.includes(kind);
	}

	private make({ name, undoes, applies, isWayBack, isOfRequest }: Adaptation): void {
		this.tried.push(name);
		if (isWayBack && undoes !== undefined) this.learned.refuted(undoes);
		this.takenBack = this.takenBack.filter((other) => other !== name);
		if (undoes !== undefined) {
			this.added = this.added.filter((other) => other !== undoes);
			// Another request may put the path on trial again at any time: this one has left it.
			if (isWayBack || this.learned.has(undoes)) this.takenBack.push(undoes);
		}
		// To take the opposite back may be all that it needs.
		this.compose(this.call.request.body ?? {});
		if (!applies(this.sent)) return;
		this.added.push(name);
		if (isOfRequest) return;
		this.learned.beginTrial(name);
		this.trial.push(name);
	}

	/** A request changes its path once, and only another one's path is taken back. */
	private mayChangePath({ path, isWayBack, undoes }: Adaptation): boolean {
		if (path === undefined && isWayBack === undefined) return true;
		const hasChanged = this.tried.some((name) => this.isPath(name));
		return !hasChanged && !this.added.some((name) => name === undoes);
	}

	private isPath(name: string): boolean {
		const row = this.rows.find((one) => one.name === name);
		return row?.path !== undefined || row?.isWayBack === true;
	}

	private changed(request: Request): Request {
		const { path = request.path, sent: body } = this;
		return { ...request, ...(path === undefined ? {} : { path }), body } as Request;
	}

	private compose(original: JsonObject): void {
		this.sent = original;
		this.path = undefined;
		this.made = [];
		for (const row of this.rows) {
			const isOn = this.added.includes(row.name) || this.isOfLane(row.name);
			if (!isOn || row.name === this.withoutOne || !row.applies(this.sent)) continue;
			this.sent = row.change(this.sent);
			this.path = row.path ?? this.path;
			this.made.push(row);
		}
	}

	private isOfLane(name: string): boolean {
		return this.learned.has(name) && !this.takenBack.includes(name);
	}

	private endTry(inVain: boolean, now: number): void {
		if (this.withoutOne !== undefined) this.learned.endTry(this.withoutOne, inVain, now);
		this.withoutOne = undefined;
	}
}

function isNeeded(signs: readonly Sign[], name: string | undefined): boolean {
	return signs.some(({ adaptation, says }) => adaptation === name && says === 'needed');
}

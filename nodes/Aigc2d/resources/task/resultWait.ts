import type { Task } from '../../../api/task/task';

/** How many more looks a finished task gets while the address of its image is missing. */
const graceLooks = 3;
/** Looks in a row with the same image at 100 % after which a task counts as done, whatever its state is called. */
const sameLooks = 3;

/** When a task that is looked at again and again is done. */
export class ResultWait {
	private graces = 0;
	private same = 0;
	private pictures = '';
	private seen: Task | undefined;

	/** @param hasPicture whether it ends in a picture */
	constructor(private readonly hasPicture: (task: Task) => boolean) {}

	/** The task if this look shows that it is done. */
	see(task: Task): Task | undefined {
		const isThere = hasResult(task);
		if (isThere) this.seen = task;
		if (task.status === 'succeeded') {
			const isWhole = !this.hasPicture(task) || isThere;
			return isWhole || ++this.graces > graceLooks ? task : undefined;
		}
		const pictures = isThere && task.progress === 100 ? namesOf(task) : '';
		this.same = pictures === '' ? 0 : pictures === this.pictures ? this.same + 1 : 1;
		this.pictures = pictures;
		return this.same >= sameLooks ? { ...task, status: 'succeeded' } : undefined;
	}

	/** What there is when the time is up: the task with the last pictures that were seen. */
	early(): Task | undefined {
		if (this.seen === undefined || !this.hasPicture(this.seen)) return undefined;
		const { status_sent, status, progress, beside } = this.seen;
		const early = `The time was up before the task was done (${status_sent ?? status}, ${progress} %): its image may be a preview`;
		return { ...this.seen, beside: { ...beside, early } };
	}

	/** Addresses of the last pictures that were seen. */
	addresses(): string[] {
		return (this.seen?.image_urls ?? []).filter((url) => !url.startsWith('data:'));
	}
}

function hasResult({ image_urls, beside }: Task): boolean {
	return image_urls.length > 0 || (beside?.videos ?? []).length > 0;
}

/** Signatures behind an address differ from look to look. */
function namesOf({ image_urls, beside }: Task): string {
	return [...image_urls, ...(beside?.videos ?? [])]
		.map((url) => (url.startsWith('data:') ? url : url.replace(/[?#].*$/, '')))
		.join('\n');
}

/** How gateways say that they know no task of an ID; under which status differs, so the words tell. */
const words =
	/\b(task|job|prediction|generation|operation|record)\b.{0,60}?\b(not|no|n't|never).{0,6}(exist|found|known)|(task|job|prediction|generation|record)_?(id_?)?(is_?)?(not?_?(exists?|found)|does_?not_?exist)|(no such|unknown|invalid|(could|can) ?not find( the| any)?) (task|job|prediction|generation)|(task|job) (id )?(is )?(invalid|unknown)|(任务|记录|作业).{0,40}(不存在|未找到|没有找到|找不到)|(未找到|找不到|没有找到|不存在).{0,6}(任务|记录|作业)/i;

/** Whether words, or a code, say that a task is not known. */
export function saysTaskUnknown(...said: ReadonlyArray<string | null | undefined>): boolean {
	return said.some((text) => text != null && words.test(text.slice(0, 1_000)));
}

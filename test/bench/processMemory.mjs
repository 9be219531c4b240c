/** What this process has in memory, as the system sees it. */
import { readFileSync, writeFileSync } from 'node:fs';

/** Lets the peak begin anew, where the system can; gives the memory in use now. In kB. */
export function startPeak() {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// Not Linux, or not permitted: the peak is then that of the whole life of the process.
	}
	return memory('VmRSS');
}

/** @param {'VmRSS' | 'VmHWM'} field in use now, or the peak; in kB */
export function memory(field) {
	try {
		const status = readFileSync('/proc/self/status', 'utf8');
		return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)[1]);
	} catch {
		return field === 'VmHWM' ? process.resourceUsage().maxRSS : process.memoryUsage().rss / 1024;
	}
}

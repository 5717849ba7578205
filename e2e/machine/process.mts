import { type ChildProcess, spawn } from 'node:child_process';

import { whenLeaving } from './leaving.mts';

export interface ProcessOptions {
	cwd?: string;
	env?: NodeJS.ProcessEnv;
	/** As another user, which only root may. */
	uid?: number;
	gid?: number;
}

/** How much of what a process says is kept. */
const MOST_KEPT = 200_000;

/**
 * A process that this run started. It leads a group of its own, so that Ctrl+C does not end it before its turn, and
 * that what it has started itself goes with it.
 */
export class Process {
	output = '';

	readonly exited: Promise<number | null>;

	private readonly child: ChildProcess;

	private running = true;

	private constructor(
		readonly name: string,
		command: string,
		args: string[],
		options: ProcessOptions,
	) {
		this.child = spawn(command, args, {
			...options,
			detached: true,
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		const keep = (chunk: Buffer) => {
			this.output = (this.output + chunk.toString()).slice(-MOST_KEPT);
		};
		this.child.stdout?.on('data', keep);
		this.child.stderr?.on('data', keep);
		this.exited = new Promise((resolve) => {
			this.child.once('error', (error) => {
				keep(Buffer.from(String(error)));
				this.running = false;
				resolve(null);
			});
			this.child.once('exit', (code) => {
				this.running = false;
				// What it started and left running. Later, the ID may belong to another process.
				this.signal('SIGKILL');
				resolve(code);
			});
		});
	}

	static start(
		name: string,
		command: string,
		args: string[],
		options: ProcessOptions = {},
	): Process {
		const process = new Process(name, command, args, options);
		whenLeaving(() => process.stop());
		return process;
	}

	/** @throws with what it said when it did not end well */
	static async run(
		name: string,
		command: string,
		args: string[],
		options: ProcessOptions = {},
	): Promise<string> {
		const process = Process.start(name, command, args, options);
		const code = await process.exited;
		if (code !== 0) {
			throw new Error(`${name} ended with ${code ?? 'a signal'}:\n${process.output.slice(-4_000)}`);
		}
		return process.output;
	}

	get isRunning(): boolean {
		return this.running;
	}

	/** Asks it to stop, and ends it after so many milliseconds. */
	async stop(signal: NodeJS.Signals = 'SIGTERM', patience = 30_000): Promise<void> {
		if (!this.running) return;
		this.signal(signal, 'alone');
		const late = setTimeout(() => {
			this.signal('SIGKILL');
		}, patience);
		await this.exited;
		clearTimeout(late);
	}

	/** Ends it as a crash would, with all that it has started. */
	async kill(): Promise<void> {
		if (this.running) this.signal('SIGKILL');
		await this.exited;
	}

	/** To the whole group, unless the process is meant alone, which then sees to its own children. */
	private signal(signal: NodeJS.Signals, whom: 'alone' | 'group' = 'group'): void {
		const { pid } = this.child;
		if (pid === undefined) return;
		try {
			process.kill(whom === 'group' ? -pid : pid, signal);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
		}
	}
}

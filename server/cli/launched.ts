import type { Command } from './command.ts';

/** The server: leuchtnetz.mjs starts it, since it is a program of its own. */
export const startCommand: Command = { name: 'start', needs: 'launcher' };

/** The build: leuchtnetz.mjs makes it, since nothing else is there before it. */
export const buildCommand: Command = { name: 'build', needs: 'launcher', flags: ['if-needed'] };

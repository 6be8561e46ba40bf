import { App } from 'aws-cdk-lib';
import { ScoresStack } from './stack.ts';

new ScoresStack(new App(), 'Scores');

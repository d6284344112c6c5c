"""Rapport on Slack: HTTP or Socket Mode, through slack-bolt and slack_sdk."""

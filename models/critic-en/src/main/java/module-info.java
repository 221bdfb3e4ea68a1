/** The English critic, as resources. */
module dev.longctx.critic.en {}

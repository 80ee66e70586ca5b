package fr.gaveurs.console.backend;

import fr.gaveurs.console.api.feedback.Feedbacks.ProductProof;
import fr.gaveurs.console.api.feedback.Feedbacks.ProofState;
import fr.gaveurs.console.api.log.Log.Proof;
import fr.gaveurs.console.backend.features.feedback.ProductProofs;
import fr.gaveurs.console.backend.features.log.LogFeature;
import fr.gaveurs.console.backend.features.log.RowProofs;
import fr.gaveurs.console.backend.features.log.RowProofs.RowProof;
import fr.gaveurs.console.backend.features.products.ProductsFeature;
import java.sql.SQLException;

/** The log's word on products. */
final class LoggedProducts implements ProductProofs {
    private final LogFeature log;
    private final RowProofs rows;

    LoggedProducts(LogFeature log) {
        this.log = log;
        this.rows = log.proofs(ProductsFeature.PRODUCT);
    }

    @Override
    public ProductProof of(String productId) throws SQLException {
        RowProof proof = rows.of(productId);
        ProofState state =
                switch (proof.standing()) {
                    case VERIFIED -> ProofState.VERIFIED;
                    case PENDING -> ProofState.PENDING;
                    case ALTERED -> ProofState.ALTERED;
                };
        return new ProductProof(state, proof.index(), proof.size());
    }

    @Override
    public Proof proof(String productId) throws SQLException {
        return log.proof(ProductsFeature.PRODUCT, productId);
    }
}
